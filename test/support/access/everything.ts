import type request from 'supertest';
import { ALWAYS_OPEN, hourFromNow } from '../calendar-weeks';
import { scenarioBody } from '../conversations/bot-bodies';
import { makeBot, makeDialog, makeScenario } from '../conversations/make-bot';
import { makeProduct, makeShopUser } from '../shop/catalogue';
import { programBody, type TestApi } from '../test-api';

/** An account, and calls under a key of it that may everything. */
export type AccountSubject = Pick<TestApi, 'call' | 'account'> & {
  database: Pick<TestApi['database'], 'dataSource'>;
  deps: Pick<TestApi['deps'], 'contacts' | 'products'>;
};

/** The smallest picture there is. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const LIST = 'numero\n573001112277\n';
export const LIST_FIELDS = { title: 'A broadcast', template: 'promo' };

const RULE = { name: 'Complaints', condition: { type: 'keyword', keywords: ['queja'] } };

/** Ids by the word before them in an address: of one of each thing an account has. */
export type Ids = Readonly<Record<string, string>>;

const idOf = (answer: request.Response) => (answer.body as { id: string }).id;

/** One of each thing, all of the subject's account. */
export async function makeEverything(subject: AccountSubject): Promise<Ids> {
  const { call, account } = subject;
  const program = idOf(await call('post', '/api/programs').send(programBody()));
  const enrolled = await call('post', `/api/programs/${program}/enrollments`).send({ phone: '3001112233' });
  const [item] = (enrolled.body as { items: { enrollmentId: string; contactId: string }[] }).items;
  const send = await call('post', '/api/sends')
    .set('idempotency-key', 'one')
    .send({ to: { contactId: item?.contactId }, content: { kind: 'text', text: 'hola' } });
  await call('put', `/api/contacts/${item?.contactId}/tags/vip`);
  const key = await call('post', '/api/keys').send({ name: 'another' });
  const bot = await makeBot(subject);
  await call('put', `/api/bots/${bot}/platforms/simulator`).send({});
  await call('put', `/api/bots/${bot}/secrets/TOKEN`).send({ value: 'secret' });
  const shop = await makeShop(subject);
  const media = await call('post', `/api/bots/${bot}/media`).type('image/png').send(PIXEL);
  const title = `Of ${account.id}`;
  const broadcast = await call('post', '/api/broadcasts')
    .query({ ...LIST_FIELDS, title })
    .type('text/csv')
    .send(LIST);
  const models = await call('put', '/api/language-models').send({
    models: [{ provider: 'ollama', model: 'llama3.2' }],
    budget: { tokensPerDay: 1000, costMicrosPerDay: null },
  });
  const invited = await call('post', '/api/auth/invite').send({ login: `of-${account.id}`, role: 'viewer' });
  return {
    ...shop,
    ...(await makeAlert(subject)),
    appointments: await makeAppointment(subject, item?.contactId),
    bots: bot,
    scenarios: await makeScenario(subject, bot),
    dialogs: await makeDialog(subject, bot),
    media: idOf(media),
    broadcasts: (broadcast.body as { broadcast: { id: string } }).broadcast.id,
    'language-models': (models.body as { models: { id: string }[] }).models[0]?.id ?? '',
    accounts: account.id,
    campaigns: title,
    programs: program,
    enrollments: item?.enrollmentId ?? '',
    contacts: item?.contactId ?? '',
    tags: 'vip',
    sends: idOf(send),
    queue: idOf(send),
    // Nothing is parked before something failed for long.
    parked: idOf(send),
    keys: idOf(key),
    operators: (invited.body as { operator: { id: string } }).operator.id,
  };
}

/** A rule, and what it raised. */
async function makeAlert({ call, database }: AccountSubject): Promise<Ids> {
  const { id: rules } = (await call('post', '/api/alerts/rules').send(RULE)).body as { id: string };
  const [alert] = await database.dataSource.query<{ id: string }[]>(
    `INSERT INTO alert (id, account_id, rule_id, severity, why)
     SELECT gen_random_uuid(), account_id, id, severity, 'the words queja' FROM alert_rule WHERE id = $1
     RETURNING id`,
    [rules],
  );
  return { rules, alerts: alert?.id ?? '' };
}

/** At an hour that is open whatever the day is. */
async function makeAppointment({ call }: AccountSubject, contactId: string | undefined): Promise<string> {
  await call('put', '/api/calendar').send(ALWAYS_OPEN);
  const booked = await call('post', '/api/calendar/appointments')
    .set('idempotency-key', 'one')
    .send({ contactId, startsAt: new Date(hourFromNow(24)).toISOString() });
  return idOf(booked);
}

/** Numbers that no other id contains. */
async function makeShop(subject: AccountSubject): Promise<Record<string, string>> {
  const { call, database } = subject;
  for (const table of ['users', 'products', 'carts', 'orders']) {
    await database.dataSource.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), greatest(918273645, coalesce(max(id), 0) + 1)) FROM ${table}`,
    );
  }
  const user = await makeShopUser(subject);
  const product = await makeProduct(subject);
  const fill = () => call('post', '/carts/add_item').send({ user_id: user, product_id: product });
  await fill();
  const order = await call('post', '/orders/checkout').send({ user_id: user });
  await fill();
  return {
    users: String(user),
    products: String(product),
    orders: String((order.body as { id: number }).id),
  };
}

/** A body that fits, so that a route can refuse only for who is asking. */
export function bodyOf(operationId: string, ids: Ids): object {
  const [user, product] = [Number(ids['users']), Number(ids['products'])];
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
    createAlertRule: { ...RULE, name: 'Mine' },
    updateAlertRule: { ...RULE, name: 'Mine' },
    testAlertRules: { text: 'hola' },
    putBotAgent: { prompt: 'Mine' },
    connectCalendar: { provider: 'google' },
    putCalendar: { ...ALWAYS_OPEN, title: 'Mine' },
    bookAppointment: { contactId: ids['contacts'], startsAt: new Date(hourFromNow(48)).toISOString() },
    moveAppointment: { startsAt: new Date(hourFromNow(72)).toISOString() },
    createScenario: scenarioBody({ name: 'Mine' }),
    publishScenario: scenarioBody({ name: 'Mine' }),
    rollBackScenario: { version: 1 },
    replyInDialog: { text: 'hola' },
    scheduleBroadcast: { startAt: '2030-01-01T09:00:00Z' },
    rateBroadcast: { ratePerSecond: 10 },
    testBroadcast: { phone: '3001119999' },
    sendTestMessage: { phone: '3001119999', content: { kind: 'text', text: 'hola' } },
    putBusiness: { name: 'Mine', settings: {} },
    putLanguageModels: { models: [] },
    testLanguageModel: { id: ids['language-models'] },
    createShopUser: { name: 'Mine', email: 'mine@example.com' },
    createProduct: { sku: 'MINE-1', name: 'Mine', category: 'Mine', price: 1 },
    updateProduct: { price: 1 },
    addCartItem: { user_id: user, product_id: product, quantity: 1 },
    removeCartItem: { user_id: user, product_id: product },
    clearCart: { user_id: user },
    checkOut: { user_id: user },
    inviteOperator: { login: 'mine@example.com', role: 'viewer' },
    setOperatorRole: { role: 'viewer' },
    createAccount: { name: 'Mine', owner: 'mine-owner@example.com' },
    changePassword: { currentPassword: 'not the one of anybody', newPassword: 'a new one for nobody' },
    signIn: { login: 'nobody', password: 'not the one of anybody' },
    refreshTokens: { refreshToken: 'of-nobody' },
    acceptInvitation: { token: 'of-nobody', password: 'a new one for nobody' },
  };
  return bodies[operationId.replace('ByShortAddress', '')] ?? {};
}
