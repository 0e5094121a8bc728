import request from 'supertest';
import { createApp } from '../../../../api/app';
import { makeOperator, PASSWORD, signIn, tokensOf } from '../../../support/access/make-operator';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let token: string;
let operatorId: string;
beforeAll(async () => {
  api = await createTestApi();
  operatorId = (await makeOperator(api, { login: 'ana', role: 'owner' })).id;
  token = (await tokensOf(api, 'ana')).accessToken;
});
afterAll(() => api.close());

interface Entry {
  id: string;
  actor: { kind: string; name: string };
  action: string;
  target: Record<string, string>;
  fields: string[];
  status: number | null;
  change: unknown;
}

const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
  request(api.app)[method](path).set('authorization', `Bearer ${token}`);
async function log(query: object = {}, of: TestApi = api): Promise<Entry[]> {
  return ((await of.call('get', '/api/audit').query(query)).body as { items: Entry[] }).items;
}

describe('the audit log', () => {
  it('says who wrote what, and what came of it, without what was written', async () => {
    const made = await as('post', `/api/accounts/${api.account.id}/bots`).send({
      name: 'A name of somebody',
    });
    const id = (made.body as { id: string }).id;
    await as('put', `/api/bots/${id}/secrets/TOKEN`).send({ value: 'canary-of-a-secret' });
    await as('delete', `/api/bots/${'0'.repeat(8)}-0000-7000-8000-000000000000`);
    const [removal, secret, creation] = await log();
    expect(creation).toMatchObject({
      actor: { kind: 'operator', name: 'ana', id: operatorId },
      fields: expect.arrayContaining(['name']),
      ...{ action: 'createBot', target: { account_id: api.account.id }, status: 201 },
    });
    expect(secret).toMatchObject({
      action: 'putBotSecret',
      target: { id, name: 'TOKEN' },
      fields: ['value'],
    });
    expect(removal).toMatchObject({ action: 'deleteBot', status: 404 });
    expect(JSON.stringify(await log())).not.toMatch(/canary-of-a-secret|A name of somebody/);
  });

  it('says what a role or a key was before, and is now', async () => {
    const { id } = await makeOperator(api, { login: 'promoted', role: 'viewer' });
    await as('put', `/api/operators/${id}`).send({ role: 'agent' });
    await api.call('post', '/api/keys').send({ name: 'till', scopes: ['orders:read'] });
    const [key, role] = await log();
    expect(role?.change).toEqual({ before: { role: 'viewer' }, after: { role: 'agent' } });
    expect(key).toMatchObject({
      actor: { kind: 'key', name: 'test' },
      change: { after: { scopes: ['orders:read'] } },
    });
  });

  it('has every sign-in and every wrong password for somebody', async () => {
    await signIn(api, 'ana', { password: 'wrong, all of it' });
    await signIn(api, 'ana');
    const found = await log({ action: 'signIn', actorId: operatorId, limit: 2 });
    expect(found.map(({ status }) => status)).toEqual([200, 401]);
  });

  it('has nothing of reading, of who is refused, or of another account', async () => {
    const before = await api.rows('audit_entry');
    await as('get', '/api/programs');
    await as('post', '/api/accounts').send({ name: 'Mine', owner: 'mine' });
    await as('post', '/api/broadcasts/validate')
      .query({ title: 'x', template: 'y' })
      .type('text/csv')
      .send('numero\n');
    expect(await api.rows('audit_entry')).toBe(before);
    expect(await log({}, api.asStranger())).toEqual([]);
  });

  it('is read by pages, the newest first', async () => {
    const all = (await log({ limit: 100 })).map(({ id }) => id);
    const first = (await api.call('get', '/api/audit').query({ limit: 2 })).body as { nextCursor: string };
    const second = await log({ limit: 100, cursor: first.nextCursor });
    expect(second.map(({ id }) => id)).toEqual(all.slice(2));
    expect(all).toEqual(all.toSorted().toReversed());
  });

  it.each([
    'UPDATE audit_entry SET actor_name = $$nobody$$',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry CASCADE',
    'UPDATE audit_outcome SET status = 200',
    'DELETE FROM audit_outcome',
    'TRUNCATE audit_outcome',
  ])('cannot be changed: %s', async (statement) => {
    const before = [await api.rows('audit_entry'), await api.rows('audit_outcome')];
    await expect(api.database.dataSource.query(statement)).rejects.toThrow('added to, never changed');
    expect([await api.rows('audit_entry'), await api.rows('audit_outcome')]).toEqual(before);
  });

  it('is written before anything is done: what cannot be written down is not done', async () => {
    const begin = () => Promise.reject(new Error('the disk is full'));
    const app = createApp({ ...api.deps, auditLog: { ...api.deps.auditLog, begin } });
    const before = await api.rows('api_key');
    const answer = await request(app)
      .post('/api/keys')
      .set('x-api-key', api.account.key)
      .send({ name: 'unseen' });
    expect([answer.status, await api.rows('api_key')]).toEqual([500, before]);
  });

  it('keeps an entry whose outcome nobody could add, and says that it is not known', async () => {
    const end = () => Promise.reject(new Error('the disk is full'));
    const app = createApp({ ...api.deps, auditLog: { ...api.deps.auditLog, end } });
    await request(app).post('/api/keys').set('x-api-key', api.account.key).send({ name: 'half seen' });
    expect((await log({ limit: 1 }))[0]).toMatchObject({ action: 'createKey', status: null });
  });

  it('takes a login that looks like lines of a log for what it is', async () => {
    const answer = await request(api.app)
      .post('/api/auth/login')
      .send({ login: 'ana\n{"level":"info","msg":"all is well"}', password: PASSWORD });
    expect(answer.status).toBe(401);
  });
});
