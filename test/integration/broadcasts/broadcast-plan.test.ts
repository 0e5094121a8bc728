import { receiveAccountEvent } from '../../../api/inbound/receive-account-event';
import { createTestBot } from '../../support/bot-webhooks';
import { silentLogger } from '../../support/framework-deps';
import { createTestApi, type TestApi } from '../../support/test-api';

const TEMPLATE = `HX${'0'.repeat(32)}`;

let api: TestApi;
let made = 0;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  made += 1;
  api.temporal.asked.length = 0;
});

/** Three people who can be written to. */
const list = () => ({
  title: `Plan ${made}`,
  template: 'Hola {{nombre}}',
  recipients: ['1', '2', '3'].map((last) => ({ phone: `57300111223${last}`, variables: { nombre: 'Ana' } })),
});
interface Draft {
  id: string;
  contactHours: string;
}
const create = async (fields: object = {}) => {
  const answer = await api.call('post', '/api/broadcasts').send({ ...list(), ...fields });
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return (answer.body as { broadcast: Draft }).broadcast;
};

describe('what is planned of a broadcast', () => {
  it('is forecast: how long it takes at the rate that was asked for, and what it costs', async () => {
    const fields = { sender: 'twilio', template: TEMPLATE, body: 'Hola {{nombre}}', ratePerSecond: 0.5 };
    const answer = await api.call('post', '/api/broadcasts/validate').send({ ...list(), ...fields });
    expect(answer.body).toMatchObject({
      forecast: { messages: 3, perSecond: 0.5, seconds: 6, cost: { minor: 4, currency: 'USD', unpriced: 0 } },
    });
  });

  it.each([
    ['simulator', {}, 'any'],
    ['twilio', {}, 'co-ley-2300'],
    ['twilio', { contactHours: 'any' }, 'any'],
  ])('keeps, on %s with %j, the contact hours %s', async (sender, more, expected) => {
    const draft = await create({ sender, template: TEMPLATE, body: 'Hola {{nombre}}', ...more });
    expect(draft.contactHours).toBe(expected);
  });

  it('is changed in a draft, which no workflow knows yet', async () => {
    const { id } = await create();
    const rate = (ratePerSecond: number) =>
      api.call('post', `/api/broadcasts/${id}/rate`).send({ ratePerSecond });
    const answer = await rate(20);
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ ratePerSecond: 20 })]);
    expect(api.temporal.asked).toEqual([]);
    expect((await rate(0)).status).toBe(400);
  });

  it('is paused once WhatsApp says that its template is, in the account that says so and where it goes out', async () => {
    const name = `promo_${made}`;
    const template = `${name}:es`;
    const { id } = await create({ template });
    const change = (column: string, value: string) =>
      api.database.dataSource.query(`UPDATE broadcast SET ${column} = $2 WHERE id = $1`, [id, value]);
    await change('channel', 'whatsapp-cloud');
    const deps = { ...api.deps, log: silentLogger() };
    const bots = {
      mine: await createTestBot(api, `mine ${made}`),
      theirs: await createTestBot(api, `theirs ${made}`, api.stranger.id),
    };
    const tell = (accountId: string, status: 'paused' | 'flagged') => {
      const botId = accountId === api.account.id ? bots.mine : bots.theirs;
      const news = { owner: '1', name, language: 'es', status, quality: null, reason: null };
      return receiveAccountEvent({ accountId, botId }, { kind: 'template', ...news }, deps);
    };
    await tell(api.account.id, 'paused');
    await change('state', 'running');
    await tell(api.account.id, 'flagged');
    await tell(api.stranger.id, 'paused');
    expect(api.temporal.asked).toEqual([]);
    await tell(api.account.id, 'paused');
    expect(api.temporal.asked).toEqual([`pause ${id}`]);
  });
});
