import type { ProviderTemplate, TemplateStatus } from '../../../domain/templates/template';
import { createBroadcastDesk } from '../../support/broadcast-desk';
import { createTestBot, deliver, fromMeta } from '../../support/bot-webhooks';
import { qualityChange, templateChange } from '../../support/fake-meta/webhook-events';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let bot: string;
beforeAll(async () => {
  api = await createTestApi();
  bot = await createTestBot(api, 'mine');
});
afterAll(() => api.close());

const OWNER = '102290129340398';
const template = (name: string, status: TemplateStatus = 'approved'): ProviderTemplate => ({
  ...{ template: `${name}:es`, name, language: 'es', category: 'marketing', status },
  ...{ quality: 'unknown', reason: null, body: null },
});
const keep = (templates: ProviderTemplate[], at = new Date()) =>
  api.deps.messageTemplates.keepList(
    { accountId: api.account.id, channel: 'whatsapp-cloud', botId: bot },
    { owner: OWNER, templates, at },
  );
const shown = async (query = '', on: TestApi = api) =>
  ((await on.call('get', `/api/whatsapp/templates${query}`)).body as { items: Record<string, string>[] })
    .items;
const statuses = async () =>
  Object.fromEntries((await shown('?limit=100')).map(({ name = '', status }) => [name, status]));
const tell = async (change: Parameters<typeof fromMeta>[1][number]) => {
  const delivery = fromMeta(bot, [change]);
  expect((await deliver(api, delivery, delivery.proofFor('mine'))).status).toBe(200);
};

describe('what is known of templates', () => {
  it('is what the provider listed; what the list no longer has is deleted', async () => {
    await keep([template('promo'), template('aviso')]);
    await keep([template('promo', 'paused')]);
    expect(await statuses()).toMatchObject({ promo: 'paused', aviso: 'deleted' });
    expect((await shown('?status=paused')).map(({ name }) => name)).toEqual(['promo']);
    expect((await shown('?template=aviso:es')).map(({ name }) => name)).toEqual(['aviso']);
    expect(await shown('', api.asStranger())).toEqual([]);
  });

  it('is what Meta tells by webhook, which a list of before does not undo', async () => {
    const asked = new Date();
    await keep([template('oferta')], new Date(asked.getTime() - 1000));
    await tell(templateChange({ name: 'oferta', language: 'es', event: 'DISABLED', reason: 'SPAM' }));
    await tell(qualityChange({ name: 'oferta', language: 'es', score: 'RED' }));
    await keep([template('oferta')], asked);
    const [oferta] = (await shown('?limit=100')).filter(({ name }) => name === 'oferta');
    expect(oferta).toMatchObject({ status: 'disabled', quality: 'low', reason: 'SPAM' });
    await keep([template('oferta')], new Date(Date.now() + 1000));
    expect((await statuses())['oferta']).toBe('approved');
  });

  it('is kept of one that no list has named yet', async () => {
    await tell(
      templateChange({ name: 'nueva', language: 'es', event: 'REJECTED', reason: 'INVALID_FORMAT' }),
    );
    expect((await statuses())['nueva']).toBe('rejected');
  });
});

describe('a template that its provider refuses', () => {
  const at = new Date(Date.now() + 60_000);
  const all: TemplateStatus[] = [
    'approved',
    'flagged',
    'pending',
    'paused',
    'disabled',
    'rejected',
    'deleted',
  ];
  beforeAll(() =>
    keep(
      all.map((status) => template(`is_${status}`, status)),
      at,
    ),
  );
  let keys = 0;
  const send = (name: string) =>
    api
      .call('post', '/api/whatsapp/test-messages')
      .set('idempotency-key', `k${(keys += 1)}`)
      .send({
        ...{ sender: 'mine/whatsapp-cloud', phone: '3001112244' },
        content: { kind: 'template', template: `${name}:es`, variables: {} },
      });

  it.each(['paused', 'disabled', 'rejected', 'deleted'])(
    'is refused before a send when it is %s',
    async (status) => {
      const before = await api.rows('send');
      const answer = await send(`is_${status}`);
      expect([answer.status, answer.text]).toEqual([
        409,
        expect.stringContaining(`is_${status}:es is ${status}`),
      ]);
      expect(await api.rows('send')).toBe(before);
    },
  );

  it.each(['is_approved', 'is_flagged', 'is_pending', 'nobody_told_of_it'])(
    'is not: %s goes out',
    async (name) => {
      expect((await send(name)).status).toBe(202);
    },
  );

  it('is refused too where a bot sends with the credentials of this server', async () => {
    const { id: accountId } = api.account;
    const sid = `HX${'1'.repeat(32)}`;
    const settings = { name: 'sharing', description: null, mode: 'scenario' } as const;
    const shared = await api.deps.bots.create(accountId, settings);
    const place = { platform: 'twilio', credentials: null, isActive: true } as const;
    await api.deps.platformCredentials.put(accountId, shared?.id ?? '', place);
    const list = { owner: 'AC1', templates: [{ ...template('x', 'paused'), template: sid }], at };
    await api.deps.messageTemplates.keepList({ accountId, channel: 'twilio', botId: null }, list);
    const content = { kind: 'template', template: sid, variables: {} };
    const answer = await api
      .call('post', '/api/whatsapp/test-messages')
      .set('idempotency-key', 'shared')
      .send({ sender: 'sharing', phone: '3001112244', content });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('is paused')]);
  });

  it('is refused before a list is taken, and before a draft is started', async () => {
    const desk = createBroadcastDesk(api);
    const fields = (name: string) => ({
      template: `${name}:es`,
      sender: 'mine/whatsapp-cloud',
      body: 'Hola',
    });
    const refused = await desk.send('/api/broadcasts', 'numero\n573001112233\n', fields('is_paused'));
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('is paused')]);
    const { broadcast } = await desk.create('numero\n573001112233\n', fields('is_approved'));
    await keep([template('is_approved', 'paused')], new Date(at.getTime() + 1000));
    const started = await desk.act(broadcast.id, 'start');
    expect([started.status, started.text]).toEqual([409, expect.stringContaining('is paused')]);
    expect(api.temporal.asked).not.toContain(`broadcast ${broadcast.id}`);
  });
});

describe('POST /api/whatsapp/templates/sync', () => {
  it('starts a look at the lists, and says when Temporal is away', async () => {
    const sync = () => api.call('post', '/api/whatsapp/templates/sync');
    expect((await sync()).status).toBe(202);
    expect(api.temporal.asked).toContain(`sync templates ${api.account.id}`);
    api.temporal.away = true;
    expect((await sync()).status).toBe(503);
    api.temporal.away = false;
  });
});
