import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { until } from '../../support/conversations/rig-person';
import { echoes, echoScenario } from '../../support/conversations/small-scenarios';
import { fetchRuns } from '../../support/workflow-runs';

/** More turns than a run takes, even if they come two by two. */
const MESSAGES = 440;

describe('a conversation that is continued as a new run', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it('loses no message, answers none twice and keeps their order, while they come all the time', async () => {
    const { botId } = await rig.bot(echoScenario());
    const ana = await rig.person(botId);
    await ana.says('hola');
    const { runId } = await ana.handle().describe();
    const ids: string[] = [];
    const asked: Promise<{ kind: string }>[] = [];
    for (let n = 0; n < MESSAGES; n += 1) ids.push(await ana.store({ text: `m${n}` }));
    for (const [n, id] of ids.entries()) {
      await ana.signal(id);
      // Signalled again much later, maybe in another run, it is not new.
      if (n >= 50 && n % 10 === 0) await ana.signal(ids[n - 50] ?? '');
      // A turn for nearly each of them, with the next ones always on their way.
      await until(async () => (await answeredIn(ana.dialogId)) > n);
      // Moved to the version it is on: a turn that says nothing, asked for again and again, at the boundary too.
      if (n % 10 === 5) asked.push(ana.ask({ kind: 'migrate', version: 1 }));
    }
    await ana.untilAnswered(ids);
    const said = (await ana.transcript())
      .filter(({ type }) => type === 'user')
      .map(({ data }) => data['text']);
    expect(said).toEqual(['hola', ...ids.map((_, n) => `m${n}`)]);
    expect(echoes(ana.heard())).toEqual(ids.map((_, n) => `m${n}`));
    expect(new Set((await Promise.all(asked)).map(({ kind }) => kind))).toEqual(new Set(['updated']));
    const runs = await fetchRuns(rig.client, ana.handle().workflowId, runId);
    expect(runs.length).toBeGreaterThan(1);
  }, 180_000);

  /** Messages, not turns: two that come together are one turn. */
  const answeredIn = async (dialogId: string): Promise<number> => {
    const [row] = await rig.database.dataSource.query<{ answered: number }[]>(
      'SELECT count(turn)::int AS answered FROM inbound_message WHERE dialog_state_id = $1',
      [dialogId],
    );
    return row?.answered ?? 0;
  };
});
