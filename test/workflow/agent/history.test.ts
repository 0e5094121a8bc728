import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { temporal } from '@temporalio/proto';
import { createAgentRig, type AgentRig } from '../../support/agent/agent-rig';
import { PERSON_NAME } from '../../support/conversations/rig-person';

describe('the history of a turn of an agent', () => {
  let agents: AgentRig;
  let history: temporal.api.history.v1.IHistory;
  beforeAll(async () => {
    agents = await createAgentRig();
    const milo = await agents.agentBot({ prompt: 'Eres Milo el vendedor.' });
    const ana = await agents.person(milo, { phone: '+573009876543' });
    agents.model.script(
      { calls: [['find', { word: 'queso' }]] },
      { calls: [['find', { word: 'nada' }]] },
      'Hay queso fresco.',
    );
    await ana.chats('busco un queso');
    history = await ana.handle().fetchHistory();
  });
  afterAll(() => agents.close());

  it('names every model step and every tool, in their order, and how the turn ends', () => {
    const summaries = (history.events ?? [])
      .filter(({ activityTaskScheduledEventAttributes: begun, markerRecordedEventAttributes: done }) => {
        // What a busy machine does not get done at once is begun anew, as an activity.
        return begun ?? (done && !done.failure);
      })
      .map(({ userMetadata }) => textOf(userMetadata?.summary?.data));
    expect(summaries.slice(summaries.indexOf('model step 1'))).toEqual([
      'model step 1',
      'tool find',
      'model step 2',
      'tool find',
      'model step 3',
      'say the answer',
    ]);
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

function textOf(data: Uint8Array | null | undefined): unknown {
  return data ? JSON.parse(Buffer.from(data).toString('utf8')) : null;
}
