import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { until } from '../../support/conversations/rig-person';
import { echoes, echoScenario } from '../../support/conversations/small-scenarios';
import { fetchRuns } from '../../support/workflow-runs';

/** More turns than a run takes. */
const MESSAGES = 260;

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
      await until(async () => n - (await turnsOf(ana.dialogId)) < 2);
      // Moved to the version it is on: a turn that says nothing, asked for around the boundary.
      if (n > 190 && n < 210) asked.push(ana.ask({ kind: 'migrate', version: 1 }));
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

  const turnsOf = async (dialogId: string): Promise<number> =>
    (await rig.dialogs.get(rig.accountId, dialogId))?.turn ?? 0;
});
