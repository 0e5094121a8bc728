import { scenarioBody } from '../../../support/conversations/bot-bodies';
import { smallScenario } from '../../../support/conversations/read-scenario';
import { createTalks, refusalOf } from '../../../support/conversations/talks';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let talks: ReturnType<typeof createTalks>;
beforeAll(async () => {
  api = await createTestApi();
  talks = createTalks(api);
});
afterAll(() => api.close());

const get = (path: string) => api.call('get', path);

describe('exporting a dialog', () => {
  it('in which no scenario has answered is refused', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    expect(refusalOf(await get(`/api/dialogs/${dialogId}/export`))).toEqual([409, 'conflict']);
  });

  it('gives its conversation as a test that passes', async () => {
    const botId = await talks.makeBot();
    const scenario = smallScenario(scenarioBody().steps, { ...scenarioBody(), fallback: 'lost' });
    const row = await api.deps.scenarios.create(api.account.id, botId, scenario);
    const { contactId, dialogId } = await talks.talk(botId);
    await talks.turn(dialogId, { scenarioId: row?.id ?? '', scenarioVersion: 1 });
    const entry = { accountId: api.account.id, contactId, dialogId, type: 'user', event: 'message' } as const;
    const at = Date.parse('2026-11-21T18:00:00.400Z');
    await api.deps.transcripts.append([
      { ...entry, id: `${dialogId}:1:0`, turn: 1, position: 0, at, data: { text: 'hola' } },
      { ...entry, id: `${dialogId}:2:0`, turn: 2, position: 0, at: at + 90_000, data: { text: 'Ana' } },
    ]);
    const { status, body } = await get(`/api/dialogs/${dialogId}/export`);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        startsAt: '2026-11-21T18:00:00.000Z',
        turns: [
          { move: { says: 'hola' }, expect: ['¿Cómo te llamas?'] },
          { move: { waits: '90s' }, expect: [] },
          { move: { says: 'Ana' }, expect: ['Hola, Ana.', '(end: done)'] },
        ],
        state: { status: 'ended', at: null, language: 'es', variables: { name: 'Ana' } },
      }),
    ]);
    expect((body as { scenario: object }).scenario).toEqual(JSON.parse(JSON.stringify(scenario)));
  });
});
