import request from 'supertest';
import { isForCallers, type Route } from '../../../../api/route';
import { routeTable } from '../../../../api/routes';
import { makeProduct, makeShopUser } from '../../../support/shop/catalogue';
import { scenarioBody } from '../../../support/conversations/bot-bodies';
import { makeBot, makeDialog, makeScenario } from '../../../support/conversations/make-bot';
import { createTestApi, programBody, type TestApi } from '../../../support/test-api';

let api: TestApi;
let ids: Record<string, string>;

beforeAll(async () => {
  api = await createTestApi();
  ids = await makeEverything();
});
afterAll(() => api.close());

/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const LIST = 'numero\n573001112277\n';
const LIST_FIELDS = { title: 'A broadcast', template: 'promo' };

const RULE = { name: 'Complaints', condition: { type: 'keyword', keywords: ['queja'] } };

/** One of each thing, all of the first account. */
async function makeEverything(): Promise<Record<string, string>> {
  const idOf = (answer: request.Response) => (answer.body as { id: string }).id;
  const program = idOf(await api.call('post', '/api/programs').send(programBody()));
  const enrolled = await api
    .call('post', `/api/programs/${program}/enrollments`)
    .send({ phone: '3001112233' });
  const [item] = (enrolled.body as { items: { enrollmentId: string; contactId: string }[] }).items;
  const send = await api
    .call('post', '/api/sends')
    .set('idempotency-key', 'one')
    .send({ to: { contactId: item?.contactId }, content: { kind: 'text', text: 'hola' } });
  const key = await api.call('post', '/api/keys').send({ name: 'another' });
  const bot = await makeBot(api);
  await api.call('put', `/api/bots/${bot}/platforms/simulator`).send({});
  await api.call('put', `/api/bots/${bot}/secrets/TOKEN`).send({ value: 'secret' });
  const shop = await makeShop();
  const media = await api.call('post', `/api/bots/${bot}/media`).type('image/png').send(PIXEL);
  const broadcast = await api.call('post', '/api/broadcasts').query(LIST_FIELDS).type('text/csv').send(LIST);
  const models = await api.call('put', '/api/language-models').send({
    models: [{ provider: 'ollama', model: 'llama3.2' }],
    budget: { tokensPerDay: 1000, costMicrosPerDay: null },
  });
  return {
    ...shop,
    ...(await makeAlert()),
    bots: bot,
    scenarios: await makeScenario(api, bot),
    dialogs: await makeDialog(api, bot),
    media: idOf(media),
    broadcasts: (broadcast.body as { broadcast: { id: string } }).broadcast.id,
    'language-models': (models.body as { models: { id: string }[] }).models[0]?.id ?? '',
    accounts: api.account.id,
    programs: program,
    enrollments: item?.enrollmentId ?? '',
    contacts: item?.contactId ?? '',
    sends: idOf(send),
    keys: idOf(key),
  };
}

/** A rule, and what it raised. */
async function makeAlert(): Promise<Record<string, string>> {
  const { id: rules } = (await api.call('post', '/api/alerts/rules').send(RULE)).body as { id: string };
  const [alert] = await api.database.dataSource.query<{ id: string }[]>(
    `INSERT INTO alert (id, account_id, rule_id, severity, why)
     SELECT gen_random_uuid(), account_id, id, severity, 'the words queja' FROM alert_rule WHERE id = $1
     RETURNING id`,
    [rules],
  );
  return { rules, alerts: alert?.id ?? '' };
}

/** Numbers that no other id contains. */
async function makeShop(): Promise<Record<string, string>> {
  for (const table of ['users', 'products', 'carts', 'orders']) {
    await api.database.dataSource.query(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH 918273645`);
  }
  const user = await makeShopUser(api);
  const product = await makeProduct(api);
  const fill = () => api.call('post', '/carts/add_item').send({ user_id: user, product_id: product });
  await fill();
  const order = await api.call('post', '/orders/checkout').send({ user_id: user });
  await fill();
  return {
    users: String(user),
    products: String(product),
    orders: String((order.body as { id: number }).id),
  };
}

/** The route's address with ids that exist, but belong to the first account. */
function addressOf({ path }: Route): string {
  const [feature = ''] = /[\w-]+(?=\/\{)/.exec(path) ?? [];
  const query = queryOf(path);
  return `${path}${query}`
    .replace('{id}', ids[feature] ?? '')
    .replace('{bot_id}', ids['bots'] ?? '')
    .replace('{account_id}', api.account.id)
    .replace('{campaign_id}', LIST_FIELDS.title)
    .replace('{platform}', 'simulator')
    .replace('{name}', 'TOKEN')
    .replace('{version}', '1')
    .replace('{phone}', '+573001112233')
    .replace('{date}', '2026-11-20');
}

/** What routes want to know that name no id in their path. */
function queryOf(path: string): string {
  if (/\/(carts\/summary|orders\/by_user)$/.test(path)) return `?user_id=${ids['users'] ?? ''}`;
  return path.endsWith('/users/search') ? '?name=Comprador' : '';
}

/** A body that fits, so that a route can refuse only for who is asking. */
function bodyOf({ operationId }: Route): object {
  const bodies: Record<string, object> = {
    publishProgram: programBody({ sendAt: '08:00' }),
    createProgram: programBody({ name: 'Mine' }),
    enroll: { phone: '3005556677' },
    optContactIn: { source: 'a form' },
    createSend: { to: { contactId: ids['contacts'] }, content: { kind: 'text', text: 'hola' } },
    createKey: { name: 'mine' },
    writeSimulatedMessage: { text: 'hola' },
    createBot: { name: 'Mine' },
    updateBot: { name: 'Mine' },
    attachBotPlatform: { platform: 'simulator' },
    putBotSecret: { value: 'mine' },
    createScenario: scenarioBody({ name: 'Mine' }),
    publishScenario: scenarioBody({ name: 'Mine' }),
    rollBackScenario: { version: 1 },
    replyInDialog: { text: 'hola' },
    scheduleBroadcast: { startAt: '2030-01-01T09:00:00Z' },
    rateBroadcast: { ratePerSecond: 10 },
    testBroadcast: { phone: '3001119999' },
    putLanguageModels: { models: [] },
    testLanguageModel: { id: ids['language-models'] },
    createAlertRule: { ...RULE, name: 'Mine' },
    updateAlertRule: { ...RULE, name: 'Mine' },
    testAlertRules: { text: 'hola' },
    createShopUser: { name: 'Mine', email: 'mine@example.com' },
    createProduct: { sku: 'MINE-1', name: 'Mine', category: 'Mine', price: 1 },
    updateProduct: { price: 1 },
    addCartItem: { user_id: Number(ids['users']), product_id: Number(ids['products']), quantity: 1 },
    removeCartItem: { user_id: Number(ids['users']), product_id: Number(ids['products']) },
    clearCart: { user_id: Number(ids['users']) },
    checkOut: { user_id: Number(ids['users']) },
  };
  return bodies[operationId.replace('ByShortAddress', '')] ?? {};
}

function call(route: Route, key: string | undefined): request.Test {
  const test = request(api.app)[route.method](addressOf(route)).set('idempotency-key', 'stranger');
  if (key !== undefined) test.set('x-api-key', key);
  if (route.body?.type === 'csv') return test.type('text/csv').send('numero,sesion,day\n');
  if (route.body?.type === 'list') return test.query(LIST_FIELDS).type('text/csv').send(LIST);
  if (route.body?.type === 'upload') return test.type('image/png').send(PIXEL);
  return route.body === undefined ? test : test.send(bodyOf(route));
}

const everything = async () => {
  const tables = [
    'program',
    'program_version',
    'enrollment',
    'contact',
    'send',
    'api_key',
    'inbound_message',
    'bot_instance',
    'bot_platform_credential',
    'bot_secret',
    'bot_scenario',
    'bot_scenario_version',
    'bot_dialog_state',
    'bot_dialog_history',
    'bot_media_file',
    'broadcast',
    'broadcast_recipient',
    'alert_rule',
    'alert',
    'language_model_setting',
    'language_model_budget',
    'users',
    'products',
    'carts',
    'cart_items',
    'orders',
    'order_items',
    'stock_movements',
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      api.database.dataSource.query<unknown[]>(
        `SELECT to_jsonb(row) - 'last_used_at' AS row FROM ${table} row WHERE account_id = $1 ORDER BY 1`,
        [api.account.id],
      ),
    ),
  );
  return JSON.stringify(rows);
};

const keyed = routeTable.filter((route) => isForCallers(route.access));
const named = (routes: Route[]) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
/** Where something of an account is named by its id. */
const namesOne = ({ path }: Route) =>
  path === '/api/language-models/test' ||
  /\{(id|bot_id|account_id|campaign_id)\}/.test(path) ||
  /\/(carts\/(add_item|remove_item|clear|summary)|orders\/(checkout|by_user))$/.test(path);
const withId = keyed.filter(namesOne);

describe.each(named(keyed))('%s', (_name, route) => {
  it.each([
    ['no key', undefined],
    ['a wrong key', 'hilo_00000000_wrong'],
    ['the start of a good key', 'prefix'],
  ])('answers 401 to %s', async (_what, key) => {
    const presented = key === 'prefix' ? api.account.key.slice(0, -1) : key;
    expect((await call(route, presented)).status).toBe(401);
  });
});

describe.each(named(withId))("%s with another account's id", (_name, route) => {
  it('answers 404, and nothing changes', async () => {
    const before = await everything();
    const answer = await call(route, api.stranger.key);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      404,
      expect.objectContaining({ code: 'not_found' }),
    ]);
    expect(await everything()).toBe(before);
  });
});

/** A WebSocket has tests of its own. */
const readable = keyed.filter(({ method, response }) => method === 'get' && response.status !== 101);

describe.each(named(readable.filter((route) => !namesOne(route))))('%s under another key', (_name, route) => {
  it('shows nothing of this account', async () => {
    const test = call(route, api.stranger.key);
    const answer = await (route.tag === 'Simulator' ? test.query({ wait: 0 }) : test);
    expect(answer.status).toBe(200);
    for (const id of [...Object.values(ids), api.account.id]) expect(answer.text).not.toContain(id);
  });
});

describe('a stranger', () => {
  it("cannot send to another account's contact", async () => {
    const answer = await request(api.app)
      .post('/api/sends')
      .set('x-api-key', api.stranger.key)
      .set('idempotency-key', 'theirs')
      .send({ to: { contactId: ids['contacts'] }, content: { kind: 'text', text: 'hola' } });
    expect(answer.status).toBe(404);
  });

  it('cannot slip an account, a state or an id into a body', async () => {
    const before = await everything();
    for (const extra of [{ accountId: api.account.id }, { state: 'completed' }, { role: 'owner' }]) {
      for (const route of keyed.filter(({ body }) => body?.type === 'json')) {
        const address = addressOf(route);
        const agent = request(api.app);
        const answer = await agent[route.method](address)
          .set('x-api-key', api.stranger.key)
          .set('idempotency-key', 'extra')
          .send({ ...bodyOf(route), ...extra });
        expect([address, answer.status]).toEqual([address, 400]);
      }
    }
    expect(await everything()).toBe(before);
  });
});

describe('a key', () => {
  it('opens nothing once revoked, and the last one cannot be', async () => {
    const made = (await api.call('post', '/api/keys').send({ name: 'short-lived' })).body as {
      id: string;
      key: string;
    };
    const ask = () => request(api.app).get('/api/account').set('x-api-key', made.key);
    expect((await ask()).status).toBe(200);
    expect((await api.call('delete', `/api/keys/${made.id}`)).status).toBe(204);
    expect((await ask()).status).toBe(401);
    const stranger = request(api.app).get('/api/keys').set('x-api-key', api.stranger.key);
    const [only] = ((await stranger).body as { items: { id: string }[] }).items;
    const last = await request(api.app).delete(`/api/keys/${only?.id}`).set('x-api-key', api.stranger.key);
    expect(last.status).toBe(409);
  });

  it('opens only what its scopes name, and makes no key that opens more', async () => {
    const scopes = ['orders:read', 'access:write'];
    const made = (await api.call('post', '/api/keys').send({ name: 'till', scopes })).body as { key: string };
    const ask = (method: 'get' | 'post', path: string) =>
      request(api.app)[method](path).set('x-api-key', made.key);
    expect((await ask('get', '/api/shop/users')).status).toBe(200);
    const refused = await ask('get', '/api/programs');
    expect([refused.status, JSON.parse(refused.text)]).toEqual([
      403,
      expect.objectContaining({ code: 'not_allowed' }),
    ]);
    for (const wanted of ['all', ['orders:read', 'orders:write']]) {
      const more = await ask('post', '/api/keys').send({ name: 'more', scopes: wanted });
      expect([wanted, more.status]).toEqual([wanted, 403]);
    }
    const child = await ask('post', '/api/keys').send({ name: 'as much' });
    expect((child.body as { scopes: unknown }).scopes).toEqual(scopes);
  });

  it('is never shown again, nor kept in clear', async () => {
    const made = (await api.call('post', '/api/keys').send({ name: 'secret' })).body as { key: string };
    const secret = made.key.split('_').at(-1) ?? '';
    expect((await api.call('get', '/api/keys')).text).not.toContain(secret);
    const rows = await api.database.dataSource.query('SELECT api_key::text FROM api_key');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
