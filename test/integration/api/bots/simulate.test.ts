import { scenarioBody } from '../../../support/conversations/bot-bodies';
import { makeBot, makeScenario } from '../../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let botId: string;
beforeAll(async () => {
  api = await createTestApi();
  botId = await makeBot(api);
});
afterAll(() => api.close());

describe('simulating', () => {
  const simulate = (id: string, body: object) => api.call('post', `/api/scenarios/${id}/simulate`).send(body);

  it('plays moves and answers what is said, the log and where it stands', async () => {
    const id = await makeScenario(api, botId);
    const answer = await simulate(id, {
      moves: [{ starts: {} }, { says: 'Marta' }, { picks: 'x' }, { returns: true }],
      startsAt: '2026-03-02T14:00:00Z',
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({
        complete: true,
        turns: [
          expect.objectContaining({
            refused: null,
            happened: [
              expect.objectContaining({ at: '2026-03-02T14:00:00.000Z', lines: ['¿Cómo te llamas?'] }),
            ],
          }),
          expect.objectContaining({
            happened: [expect.objectContaining({ lines: ['Hola, Marta.', expect.stringMatching(/^\(end/)] })],
          }),
          expect.objectContaining({ refused: null }),
          expect.objectContaining({ refused: 'Nobody has taken over.', happened: [] }),
        ],
      }),
    ]);
  });

  it('sends nothing, keeps nothing and starts nothing', async () => {
    const id = await makeScenario(api, botId);
    const asked = api.temporal.asked.length;
    const rows = () =>
      Promise.all(
        ['send', 'contact', 'bot_dialog_state', 'bot_dialog_history', 'inbound_message'].map(api.rows),
      );
    const before = await rows();
    expect((await simulate(id, { moves: [{ starts: {} }, { says: 'Marta' }] })).status).toBe(200);
    expect(await rows()).toEqual(before);
    expect(api.temporal.asked).toHaveLength(asked);
  });

  it('plays an earlier version, or a scenario that is not published', async () => {
    const id = await makeScenario(api, botId, { name: 'Plays' });
    const loud = scenarioBody({
      name: 'Plays',
      steps: { ...scenarioBody().steps, hello: { kind: 'end', text: '¡HOLA!' } },
    });
    await api.call('put', `/api/scenarios/${id}`).send(loud);
    const first = async (body: object) => {
      const { turns } = (await simulate(id, body)).body as { turns: { happened: { lines: string[] }[] }[] };
      return turns[0]?.happened[0]?.lines[0];
    };
    expect(await first({})).toBe('¡HOLA!');
    expect(await first({ version: 1 })).toBe('¿Cómo te llamas?');
    expect(await first({ scenario: scenarioBody() })).toBe('¿Cómo te llamas?');
  });

  it('takes the words that came with a button or a file', async () => {
    const id = await makeScenario(api, botId);
    const moves = [
      { starts: {} },
      { picks: 'nothing', says: 'Ana' },
      { sends: { kind: 'image', media: 'm1' }, says: 'Luis' },
    ];
    const answer = await simulate(id, { moves });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('Hola, Ana.')]);
  });

  it.each([
    ['too many moves', { moves: Array.from({ length: 201 }, () => ({ says: 'a' })) }],
    ['no moves', { moves: [] }],
    ['an unknown move', { moves: [{ shouts: 'a' }] }],
    ['two moves in one', { moves: [{ picks: 'b', sends: { kind: 'image', media: 'c' } }] }],
    ['a version and a scenario', { version: 1, scenario: scenarioBody() }],
    ['an unknown field', { moves: [{ says: 'a' }], send: true }],
  ])('is refused with %s', async (_what, body) => {
    const id = await makeScenario(api, botId);
    expect((await simulate(id, body)).status).toBe(400);
  });

  it('stops when the answer grows too long, and says so', async () => {
    const id = await makeScenario(api, botId);
    const scenario = scenarioBody({
      start: 'hello',
      variables: {},
      limits: { messageLength: 4096 },
      steps: {
        hello: {
          kind: 'message',
          items: Array.from({ length: 10 }, () => ({ kind: 'text' as const, text: 'a'.repeat(4000) })),
          next: 'lost',
        },
        lost: { kind: 'ask', text: '¿?', answer: { kind: 'yes-no' }, next: 'hello' },
      },
    });
    const moves = [{ starts: {} }, ...Array.from({ length: 100 }, () => ({ says: 'sí' }))];
    const answer = await simulate(id, { scenario, moves });
    expect(answer.body).toMatchObject({ complete: false });
    expect(answer.text.length).toBeLessThan(3_000_000);
  });
});
