import request from 'supertest';
import { createApp } from '../../../api/app';
import { rowsOfAccount } from '../../support/access/account-rows';
import { makeEverything } from '../../support/access/everything';
import { cookieOf, makeOperator } from '../../support/access/make-operator';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
/** The stranger's account is the demonstration. */
let demonstration: TestApi;

const CONSOLE = { 'sec-fetch-site': 'same-origin' };

beforeEach(async () => {
  api = await createTestApi();
  demonstration = api.asStranger();
  await api.database.dataSource.query('INSERT INTO demonstration (account_id) VALUES ($1)', [
    demonstration.account.id,
  ]);
  const owner = { login: 'demonstration', role: 'owner', passwordHash: null } as const;
  await api.deps.operators.create(demonstration.account.id, owner);
});
afterEach(() => api.close());

const enter = (app = api.app) => request(app).post('/api/demonstration/session').set(CONSOLE);

describe('the demonstration', () => {
  it('is entered without a password, and the cookie opens its account alone', async () => {
    const entered = await enter();
    expect(entered.status).toBe(200);
    const [cookie = ''] = entered.headers['set-cookie'] ?? [];
    const account = await request(api.app)
      .get('/api/account')
      .set({ ...CONSOLE, cookie: cookie.split(';')[0] ?? '' });
    expect(account.body).toMatchObject({ id: demonstration.account.id, isDemonstration: true });
    expect((await api.call('get', '/api/account')).body).toMatchObject({ isDemonstration: false });
  });

  it('is closed where more than this machine is served: nobody is told of it or let in', async () => {
    const app = createApp({ ...api.deps, demonstrationIsOpen: false });
    expect((await request(app).get('/api/demonstration')).body).toEqual({ isOpen: false, isReady: false });
    expect((await enter(app)).status).toBe(404);
  });

  it('is ready once everything is in it', async () => {
    const stands = async () => (await request(api.app).get('/api/demonstration')).body as unknown;
    expect(await stands()).toEqual({ isOpen: true, isReady: false });
    await api.deps.demonstrations.noteReady(demonstration.account.id);
    expect(await stands()).toEqual({ isOpen: true, isReady: true });
  });

  it('is removed with every row and all that runs for it, but its audit log, and nothing else is', async () => {
    await makeEverything(api);
    const { enrollments = '', orders = '' } = await makeEverything(demonstration);
    const before = await rowsOfAccount(api.database.dataSource, api.account.id);
    expect((await demonstration.call('delete', '/api/demonstration')).status).toBe(204);
    expect(await rowsOfAccount(api.database.dataSource, demonstration.account.id)).toBe('[]');
    expect(await rowsOfAccount(api.database.dataSource, api.account.id)).toBe(before);
    const [left] = await api.database.dataSource.query<{ action: string }[]>(
      'SELECT action FROM audit_entry WHERE account_id = $1 ORDER BY id DESC LIMIT 1',
      [demonstration.account.id],
    );
    expect(left).toEqual({ action: 'removeDemonstration' });
    const ended = api.temporal.asked.filter((asked) => asked.startsWith('end '));
    expect(ended.join()).toContain(enrollments);
    expect(ended.join()).toContain(orders);
    expect((await demonstration.call('get', '/api/account')).status).toBe(401);
    expect((await enter()).status).toBe(404);
  });

  it('stays as it is while Temporal is away', async () => {
    await makeEverything(demonstration);
    api.temporal.away = true;
    const sends = await api.rows('send');
    expect((await demonstration.call('delete', '/api/demonstration')).status).toBe(503);
    expect(await api.rows('send')).toBe(sends);
  });

  it('is removed from another account by who looks after the platform alone', async () => {
    await makeOperator(api, { login: 'owner', role: 'owner' });
    await makeOperator(api, { login: 'root', role: 'owner', isSuperAdmin: true });
    const removeAs = async (login: string) => {
      const cookie = await cookieOf(api, login);
      return (
        await request(api.app)
          .delete('/api/demonstration')
          .set({ ...CONSOLE, cookie })
      ).status;
    };
    expect((await api.call('delete', '/api/demonstration')).status).toBe(404);
    expect(await removeAs('owner')).toBe(404);
    expect(await removeAs('root')).toBe(204);
    expect(await removeAs('root')).toBe(404);
  });
});

describe('a first start', () => {
  it('makes the demonstration beside the first account, or none', async () => {
    await api.database.dataSource.query('DELETE FROM demonstration');
    await api.deps.accounts.createFirst('Hilo', { demonstration: false });
    expect(await api.deps.demonstrations.find()).toBeNull();
    const first = await api.deps.accounts.createFirst('Hilo', { demonstration: true });
    const made = await api.deps.demonstrations.find();
    expect(made).toMatchObject({ stepsDone: [], readyAt: null });
    expect(made?.accountId).not.toBe(first.id);
  });
});
