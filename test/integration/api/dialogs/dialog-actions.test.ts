import { smallScenario } from '../../../support/conversations/read-scenario';
import { createTalks, refusalOf } from '../../../support/conversations/talks';
import { createTestApi, type TestApi } from '../../../support/test-api';
import type { ConversationView } from '../../../../workflows/conversations/contract';

let api: TestApi;
let talks: ReturnType<typeof createTalks>;
beforeAll(async () => {
  api = await createTestApi();
  talks = createTalks(api);
});
afterAll(() => api.close());

const post = (path: string, body: object = {}) => api.call('post', path).send(body);

describe('a person who takes a dialog over', () => {
  const view: ConversationView = {
    ...{ step: null, status: 'new', waitingFor: null, timers: [], pendingCall: null, pendingAgent: null },
    ...{ handoff: null, turns: 0, botId: null },
  };
  const updated = () => {
    api.temporal.answerConversationUpdates({ kind: 'updated', view });
  };
  const asked = () => api.temporal.asked.at(-1);

  it('asks the conversation, and is shown the dialog as it is then', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    updated();
    const answer = await post(`/api/dialogs/${dialogId}/handoff`, { for: '2h', reason: 'pide una persona' });
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ id: dialogId })]);
    expect(asked()).toBe(`hand-off ${dialogId}`);
    expect((await post(`/api/dialogs/${dialogId}/handoff`)).status).toBe(200);
    const until = new Date(Date.now() + 60_000).toISOString();
    expect((await post(`/api/dialogs/${dialogId}/handoff`, { until })).status).toBe(200);
    expect((await post(`/api/dialogs/${dialogId}/return`)).status).toBe(200);
    expect(asked()).toBe(`return ${dialogId}`);
  });

  it.each([
    ['no duration', { for: 'two hours' }],
    ['a duration of nothing', { for: '0s' }],
    ['a duration of years', { for: '366d' }],
    ['an end in a hundred years', { until: '2126-01-01T00:00:00Z' }],
    ['two ends', { for: '2h', until: '2027-01-01T00:00:00Z' }],
    ['an end that has passed', { until: '2020-01-01T00:00:00Z' }],
    ['an end without a zone', { until: '2027-01-01T00:00:00' }],
    ['an empty reason', { reason: ' ' }],
    ['an unknown field', { team: 'x' }],
  ])('is told when the request holds %s', async (_what, body) => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    const before = api.temporal.asked.length;
    expect((await post(`/api/dialogs/${dialogId}/handoff`, body)).status).toBe(400);
    expect(api.temporal.asked).toHaveLength(before);
  });

  it('hears why the conversation refuses, and that Temporal is away', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    api.temporal.answerConversationUpdates({ kind: 'refused', refusal: 'Nobody has taken over.' });
    const refused = await post(`/api/dialogs/${dialogId}/return`);
    expect([refused.status, (JSON.parse(refused.text) as { detail: string }).detail]).toEqual([
      409,
      'Nobody has taken over.',
    ]);
    api.temporal.away = true;
    const away = await post(`/api/dialogs/${dialogId}/handoff`);
    api.temporal.away = false;
    expect(refusalOf(away)).toEqual([503, 'unavailable']);
  });

  it('moves it to the newest version of its scenario, or to one that there is', async () => {
    const botId = await talks.makeBot();
    const { dialogId } = await talks.talk(botId);
    expect(refusalOf(await post(`/api/dialogs/${dialogId}/migrate`))).toEqual([409, 'conflict']);
    const { accountId, id } = (await api.deps.scenarios.create(
      api.account.id,
      botId,
      smallScenario({ a: { kind: 'end' } }),
    ))!;
    await api.deps.scenarios.publish(accountId, id, smallScenario({ a: { kind: 'end', text: 'adiós' } }));
    await talks.turn(dialogId, { scenarioId: id, scenarioVersion: 1 });
    updated();
    expect((await post(`/api/dialogs/${dialogId}/migrate`)).status).toBe(200);
    expect((await post(`/api/dialogs/${dialogId}/migrate`, { version: 1 })).status).toBe(200);
    expect(refusalOf(await post(`/api/dialogs/${dialogId}/migrate`, { version: 3 }))).toEqual([
      404,
      'not_found',
    ]);
    expect(refusalOf(await post(`/api/dialogs/${dialogId}/migrate`, { version: 0 }))).toEqual([
      400,
      'invalid_request',
    ]);
  });
});

describe('what a person says in a dialog', () => {
  const says = (dialogId: string, body: object) => post(`/api/dialogs/${dialogId}/messages`, body);

  it('is refused while the bot answers, and says what to do', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    const sends = await api.rows('send');
    const answer = await says(dialogId, { text: 'Hola, soy Marta' });
    expect(refusalOf(answer)).toEqual([409, 'conflict']);
    expect(answer.text).toContain('/handoff');
    expect([await api.rows('send'), await talks.transcriptOf(dialogId)]).toEqual([sends, []]);
  });

  it('goes out by the bot’s own line, is started, and stands in the transcript', async () => {
    const { botId, contactId, dialogId } = await talks.takenOver();
    const answer = await says(dialogId, { text: '  Hola, soy Marta ', key: 'k1' });
    const { id } = answer.body as { id: string };
    expect([answer.status, answer.body]).toEqual([
      202,
      expect.objectContaining({
        contactId,
        channel: 'simulator',
        content: { kind: 'text', text: 'Hola, soy Marta' },
        origin: `message:dialog:${dialogId}:k1`,
      }),
    ]);
    expect(answer.headers['location']).toBe(`/api/sends/${id}`);
    expect((await api.deps.sendLedger.get(id))?.botId).toBe(botId);
    expect(api.temporal.asked).toContain(`send ${id}`);
    expect(await talks.transcriptOf(dialogId)).toMatchObject([
      { type: 'operator', event: 'message', turn: 1, data: { text: 'Hola, soy Marta' } },
    ]);
  });

  it('said again under its key, ten times at once, goes out once; another text under it is refused', async () => {
    const { dialogId } = await talks.takenOver();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => says(dialogId, { text: 'Ya voy', key: 'k' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect(await talks.transcriptOf(dialogId)).toHaveLength(1);
    const other = await says(dialogId, { text: 'Ya no voy', key: 'k' });
    expect(refusalOf(other)).toEqual([422, 'idempotency_key_reused']);
    expect(await talks.transcriptOf(dialogId)).toMatchObject([{ data: { text: 'Ya voy' } }]);
  });

  it('without a key is a message of its own each time, and is kept while Temporal is away', async () => {
    const { dialogId } = await talks.takenOver();
    await says(dialogId, { text: 'Hola' });
    api.temporal.away = true;
    const answer = await says(dialogId, { text: 'Hola' });
    api.temporal.away = false;
    expect([answer.status, answer.body]).toEqual([202, expect.objectContaining({ state: 'reserved' })]);
    expect(await talks.transcriptOf(dialogId)).toHaveLength(2);
  });

  it.each([
    ['nothing', { text: ' ' }],
    ['too much', { text: 'x'.repeat(1601) }],
    ['under a key of spaces', { text: 'hola', key: 'a b' }],
    ['with a channel of its own', { text: 'hola', channel: 'twilio' }],
  ])('is refused when it is %s', async (_what, body) => {
    const { dialogId } = await talks.takenOver();
    expect((await says(dialogId, body)).status).toBe(400);
  });
});
