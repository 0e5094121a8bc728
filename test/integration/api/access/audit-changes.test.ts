import { isPrivilegedWrite } from '../../../../api/access/audit';
import { routeTable } from '../../../../api/routes';
import { makeEverything, type Ids } from '../../../support/access/everything';
import { callRoute } from '../../../support/access/route-request';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let ids: Ids;
beforeAll(async () => {
  api = await createTestApi();
  ids = await makeEverything(api);
});
afterAll(() => api.close());

/** Writes that the log has nothing of, and why. */
const NOT_IN_THE_LOG: Readonly<Record<string, string>> = {
  ...{ simulateProgram: 'works something out', simulateScenario: 'works something out' },
  ...{ checkScenario: 'works something out', testAlertRules: 'works something out' },
  ...{ readBroadcastColumns: 'reads a list', validateBroadcast: 'reads a list' },
  writeSimulatedMessage: 'is a person of the simulator, who writes',
  payOnTestPage: 'is whoever pays; the order keeps it',
  ...{ signIn: 'is noted by itself, once it is known who it is', acceptInvitation: 'is noted by itself' },
  ...{ refreshTokens: 'goes on with what was signed in', openDemonstration: 'is noted by itself' },
  reportProgress: 'is an external bot that proves itself; the report is a row',
};

/** Settings of which the log does not say what they were and are, and why. */
const WITHOUT_VALUES: Readonly<Record<string, string>> = {
  putBotSecret: 'is nothing but a secret',
  tagContact: 'is about a person; the tag is in the address',
};

/** Providers prove each of theirs; what they bring is a row. */
const isWebhook = (operationId: string) => operationId.startsWith('receive');
const writes = routeTable.filter(({ method }) => method !== 'get');
const settings = writes.filter((route) => route.method === 'put' && !(route.operationId in WITHOUT_VALUES));

async function callAs(operationId: string) {
  const route = routeTable.find((each) => each.operationId === operationId);
  if (!route) throw new Error(`There is no ${operationId}`);
  const answer = await callRoute({
    ...{ target: api.app, route, ids },
    headers: { 'x-api-key': api.account.key },
  });
  const [entry] = await api.deps.auditLog.list(api.account.id, {
    ...{ before: null, count: 1, action: operationId, actorId: null },
  });
  return { status: answer.status, entry };
}

describe('every write of the table of routes', () => {
  it('is in the audit log, or has its reason not to be', () => {
    const left = writes.filter((route) => !isPrivilegedWrite(route) && !isWebhook(route.operationId));
    expect(left.map(({ operationId }) => operationId).toSorted()).toEqual(
      Object.keys(NOT_IN_THE_LOG).toSorted(),
    );
  });

  it.each(settings.map(({ operationId }) => operationId))(
    'that is a setting says what was and what is: %s',
    async (operationId) => {
      const { status, entry } = await callAs(operationId);
      expect(status).toBe(200);
      expect(entry).toMatchObject({ status: 200, actorName: 'test', actorKind: 'key' });
      expect(entry?.change).toEqual({ before: expect.any(Object), after: expect.any(Object) });
    },
  );

  it.each(['activateBot', 'deactivateBot', 'rollBackScenario'])('says so too: %s', async (operationId) => {
    const { entry } = await callAs(operationId);
    expect(entry?.change).toEqual({ before: expect.any(Object), after: expect.any(Object) });
  });
});

describe('what the log keeps of settings', () => {
  it('is the value before and the one after', async () => {
    await api.call('put', `/api/shop/products/${ids['products']}`).send({ price: 2500, stock: 3 });
    await api.call('put', `/api/shop/products/${ids['products']}`).send({ price: 1900 });
    const [entry] = await api.deps.auditLog.list(api.account.id, {
      ...{ before: null, count: 1, action: 'updateProduct', actorId: null },
    });
    expect(entry?.change).toMatchObject({
      before: { price_minor: 250_000, stock: 3 },
      after: { price_minor: 190_000, stock: 3 },
    });
  });

  it('has no secret, no key and nobody who is told or looked for', async () => {
    const key = 'sk-canary-of-a-key';
    await api.call('put', '/api/language-models').send({
      models: [{ provider: 'openai', model: 'gpt-5', credentials: { apiKey: key } }],
    });
    await api.call('put', `/api/bots/${ids['bots']}/platforms/telegram`).send({
      credentials: {
        botToken: '123456:canary-of-a-token-that-is-35-long-xx',
        webhookSecret: 'canary-of-a-webhook',
      },
    });
    await api.call('put', `/api/alerts/rules/${ids['rules']}`).send({
      name: 'About a canary-person',
      condition: { type: 'keyword', keywords: ['canary-word'] },
      actions: [{ kind: 'email', to: ['canary@example.com'] }],
    });
    const page = { before: null, count: 3, action: null, actorId: null };
    const entries = await api.deps.auditLog.list(api.account.id, page);
    expect(entries.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(entries.map(({ change }) => change?.after)).toEqual([
      expect.objectContaining({ looksFor: 'keyword', actions: ['email'] }),
      expect.objectContaining({ shared: false, fingerprint: expect.any(String) }),
      expect.objectContaining({ models: [expect.objectContaining({ provider: 'openai', model: 'gpt-5' })] }),
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });
});
