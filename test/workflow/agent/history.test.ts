import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { BURST_QUIET_MS } from '../../../domain/agent/turn-limits';
import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import { PERSON_NAME } from '../../support/conversations/rig-person';
import { until } from '../../support/pace';

describe('the history of a turn of an agent', () => {
  let agents: AgentRig;
  let history: temporal.api.history.v1.IHistory;
  beforeAll(async () => {
    agents = await createAgentRig();
    const milo = await agents.agentBot({ prompt: 'Eres Milo el vendedor.' });
    // The first turn of all takes longer than an agent waits for more messages.
    await (await agents.person(milo)).chats('hola');
    const ana = await agents.person(milo, { phone: '+573009876543' });
    agents.model.script(
      { calls: [['find', { word: 'queso' }]] },
      { calls: [['find', { word: 'nada' }]] },
      'Hay queso fresco.',
    );
    await ana.chats('busco un queso');
    // The answer leaves inside the step whose result says that it was given.
    await until({
      for: 'the end of the turn in the history',
      look: async () => {
        history = await ana.handle().fetchHistory();
        return endOf(history);
      },
      is: (end) => end !== undefined,
    });
  });
  afterAll(() => agents.close());

  it('names every model step and every tool, in their order, and how the turn ends', () => {
    const summaries = summariesOf(history);
    expect(summaries.slice(summaries.indexOf('model step 1'))).toEqual([
      'model step 1',
      'tool find',
      'model step 2',
      'tool find',
      'model step 3',
    ]);
    expect(endOf(history)).toMatchObject({ kind: 'said', outcome: 'answered' });
  });

  it('waits for more messages since the message came, and not since its turn', () => {
    const [wait] = (history.events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => timer ?? []);
    const ms = tsToMs(wait?.startToFireTimeout);
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThan(BURST_QUIET_MS);
  });

  it('holds no word of the contact, of a model, of a tool or of the bot', () => {
    const words = historyToJSON(history).replace(/"data": *"([^"]*)"/g, (_match, data: string) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    for (const text of ['9876543', PERSON_NAME, 'queso', 'fresco', 'Milo']) expect(words).not.toContain(text);
    // What it is looked for in does hold what it may.
    expect(words).toContain('model step');
  });
});

/** Of activities and of what was done at once. */
function summariesOf({ events }: temporal.api.history.v1.IHistory): unknown[] {
  return (events ?? [])
    .filter(({ activityTaskScheduledEventAttributes: begun, markerRecordedEventAttributes: done }) => {
      // What a busy machine does not get done at once is begun anew, as an activity.
      return begun ?? (done && !done.failure);
    })
    .map(({ userMetadata }) => textOf(userMetadata?.summary?.data));
}

/** What the last step of the turn came to; undefined while it is under way. */
function endOf({ events }: temporal.api.history.v1.IHistory): object | undefined {
  return (events ?? [])
    .flatMap(
      ({ activityTaskCompletedEventAttributes: done }) => textOf(done?.result?.payloads?.[0]?.data) ?? [],
    )
    .findLast((result): result is object => typeof result === 'object' && 'outcome' in result);
}

function textOf(data: Uint8Array | null | undefined): unknown {
  return data ? JSON.parse(Buffer.from(data).toString('utf8')) : null;
}
