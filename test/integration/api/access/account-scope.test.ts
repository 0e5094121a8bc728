import request from 'supertest';
import type { Route } from '../../../../api/route';
import { routeTable } from '../../../../api/routes';
import { SCOPES } from '../../../../domain/access/scopes';
import { rowsOfAccount } from '../../../support/access/account-rows';
import { bodyOf, makeEverything, type Ids } from '../../../support/access/everything';
import { addressOf, callRoute, namesOne } from '../../../support/access/route-request';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let ids: Ids;

beforeAll(async () => {
  api = await createTestApi();
  ids = await makeEverything(api);
});
afterAll(() => api.close());

function call(route: Route, key: string | undefined): request.Test {
  return callRoute({ target: api.app, route, ids, headers: key === undefined ? {} : { 'x-api-key': key } });
}

const keyed = routeTable.filter(({ access }) => typeof access === 'string' && access in SCOPES);
const named = (routes: Route[]) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

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
    const before = await rowsOfAccount(api.database.dataSource, api.account.id);
    for (const extra of [{ accountId: api.account.id }, { state: 'completed' }, { role: 'owner' }]) {
      const fitting = (route: Route) => Object.keys(bodyOf(route.operationId, ids));
      const [added = ''] = Object.keys(extra);
      const strict = keyed.filter((route) => route.body?.type === 'json' && !fitting(route).includes(added));
      for (const route of strict) {
        const address = addressOf(route, ids);
        const agent = request(api.app);
        const answer = await agent[route.method](address)
          .set('x-api-key', api.stranger.key)
          .set('idempotency-key', 'extra')
          .send({ ...bodyOf(route.operationId, ids), ...extra });
        expect([address, answer.status]).toEqual([address, 400]);
      }
    }
    expect(await rowsOfAccount(api.database.dataSource, api.account.id)).toBe(before);
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
    const secret = made.key.replace(/^hilo_\w{8}_/, '');
    expect((await api.call('get', '/api/keys')).text).not.toContain(secret);
    const rows = await api.database.dataSource.query('SELECT api_key::text FROM api_key');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
