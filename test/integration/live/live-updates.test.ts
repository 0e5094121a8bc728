import request from 'supertest';
import { makeBot, makeDialog } from '../../support/conversations/make-bot';
import { createTestApi, type TestAccount, type TestApi } from '../../support/test-api';
import { refusedLive, startLiveServer, watchLive, type LiveServer } from '../../support/live-server';

let api: TestApi;
let first: LiveServer;
let second: LiveServer;
beforeAll(async () => {
  api = await createTestApi();
  first = await startLiveServer(api.deps, api.database.url);
  second = await startLiveServer(api.deps, api.database.url);
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await api.close();
});

/** What is said here, and the numbers of who says it; ids of their own have ten digits in a row now and then. */
const TOLD_TO_NOBODY = /secreto|3001112233|3005554433/;

let said = 0;
/** A message to somebody, asked for at the first process. */
async function say(account: TestAccount = api.account): Promise<string> {
  said += 1;
  const answer = await request(`http://${first.url}`)
    .post('/api/sends')
    .set({ 'x-api-key': account.key, 'idempotency-key': `said-${said}` })
    .send({ to: { phone: '3001112233' }, content: { kind: 'text', text: 'un secreto' } });
  return (answer.body as { id: string }).id;
}

describe('a watcher', () => {
  it('is told by any process of what was asked for at another', async () => {
    const watchers = await Promise.all(
      [first, second].map(({ url }) => watchLive(url, { key: api.account.key })),
    );
    const id = await say();
    for (const watcher of watchers) {
      const [event] = await watcher.events('message', 1);
      expect(event?.data).toMatchObject({ direction: 'out', id, channel: 'simulator' });
      await watcher.close();
    }
  });

  it('is told of a message from a person, and of what became of a send', async () => {
    const watcher = await watchLive(second.url, { key: api.account.key });
    const id = await say();
    await api.database.dataSource.query("UPDATE send SET state = 'delivered' WHERE id = $1", [id]);
    const [moved] = await watcher.events('send', 1);
    expect(moved?.data).toMatchObject({ id, state: 'delivered', code: null });
    await api.call('post', '/api/simulator/+573005554433/messages').send({ text: 'hola' });
    const messages = await watcher.events('message', 2);
    expect(messages[1]?.data).toMatchObject({ direction: 'in', channel: 'simulator' });
    await watcher.close();
  });

  it('is told who has a conversation, and whether it runs, once each time that changes', async () => {
    const id = await makeDialog(api, await makeBot(api), { status: 'running' });
    const watcher = await watchLive(second.url, { key: api.account.key, query: '?kinds=dialog' });
    const change = (set: string) =>
      api.database.dataSource.query(`UPDATE bot_dialog_state SET ${set} WHERE id = $1`, [id]);
    await change(`handoff = '{"by": "operator", "since": 1, "reason": "un secreto"}'`);
    await change("turn = turn + 1, current_step = 'menu', collected_data = '{}'");
    await change('handoff = NULL');
    await change(`state = '{"status": "ended"}'`);
    const told = (await watcher.events('dialog', 3)).map(({ data }) => data ?? {});
    expect(told.map((data) => [data['id'], data['status'], data['handoff']])).toEqual([
      [id, 'running', 'operator'],
      [id, 'running', null],
      [id, 'ended', null],
    ]);
    expect(JSON.stringify(watcher.frames)).not.toMatch(TOLD_TO_NOBODY);
    await watcher.close();
  });

  it('is told ids and states, and never a text or a number', async () => {
    const watcher = await watchLive(first.url, { key: api.account.key });
    await say();
    await api.call('post', '/api/simulator/+573005554433/messages').send({ text: 'un secreto' });
    await watcher.events('message', 2);
    expect(JSON.stringify(watcher.frames)).not.toMatch(TOLD_TO_NOBODY);
    await watcher.close();
  });

  it("is told nothing of another account's", async () => {
    const stranger = await watchLive(first.url, { key: api.stranger.key });
    await say();
    const id = await say(api.stranger);
    const [event] = await stranger.events('message', 1);
    expect([event?.data?.['id'], event?.position]).toEqual([id, 1]);
    expect(stranger.frames).toHaveLength(2);
    await stranger.close();
  });

  it('is told only of the kinds it asks for', async () => {
    const watcher = await watchLive(first.url, { key: api.account.key, query: '?kinds=send,alert' });
    const id = await say();
    await api.database.dataSource.query("UPDATE send SET state = 'read' WHERE id = $1", [id]);
    await watcher.events('send', 1);
    expect(watcher.frames.map(({ type, kind }) => kind ?? type)).toEqual(['hello', 'send']);
    await watcher.close();
  });
});

describe('a watcher that comes back', () => {
  it('to another process gets every event since its position once, in order', async () => {
    const before = await watchLive(first.url, { key: api.account.key });
    const ids = [await say()];
    const [known] = await before.events('message', 1);
    await before.close();
    for (let n = 0; n < 12; n += 1) ids.push(await say());
    const back = await watchLive(second.url, {
      key: api.account.key,
      query: `?after=${known?.position}&kinds=message`,
    });
    ids.push(await say());
    const missed = await back.events('message', 13);
    expect(missed.map(({ data }) => data?.['id'])).toEqual(ids.slice(1));
    await back.close();
  });

  it('misses nothing that is committed after something that was begun later', async () => {
    const { dataSource } = api.database;
    const watcher = await watchLive(first.url, { key: api.account.key });
    const slow = dataSource.createQueryRunner();
    await slow.startTransaction();
    const tell = (n: number) =>
      `INSERT INTO live_outbox (account_id, kind, data) VALUES ('${api.account.id}', 'alert', '{"n": ${n}}')`;
    await slow.query(tell(1));
    await dataSource.query(tell(2));
    const [sooner] = await watcher.events('alert', 1);
    await watcher.close();
    await slow.commitTransaction();
    await slow.release();
    const back = await watchLive(second.url, { key: api.account.key, query: `?after=${sooner?.position}` });
    const [later] = await back.events('alert', 1);
    expect([sooner?.data, later?.data]).toEqual([{ n: 2 }, { n: 1 }]);
    expect(later?.position).toBe((sooner?.position ?? 0) + 1);
    await back.close();
  });

  it.each([
    ['what it missed is no longer kept', () => api.deps.liveEvents.prune(new Date()), '0'],
    ['its position was never reached', () => Promise.resolve(), '999999'],
  ])('is told to look afresh when %s', async (_why, prepare, after) => {
    await prepare();
    const latest = await api.deps.liveEvents.position(api.account.id);
    const back = await watchLive(first.url, { key: api.account.key, query: `?after=${after}` });
    const id = await say();
    const [event] = await back.events('message', 1);
    expect(back.frames[1]).toEqual({ type: 'reset', position: latest });
    expect([event?.data?.['id'], event?.position]).toEqual([id, latest + 1]);
    await back.close();
  });
});

describe('a request to watch', () => {
  it.each([
    ['401 without a key', {}, '/ws', 401],
    ['401 with a wrong key', { 'x-api-key': 'hilo_00000000_wrong' }, '/ws', 401],
    ['400 with a position that is none', null, '/ws?after=-1', 400],
    ['400 with an unknown kind', null, '/ws?kinds=secrets', 400],
    ['403 from a page of another site', { origin: 'https://evil.example' }, '/ws', 403],
    ['404 at another address', null, '/nowhere', 404],
  ])('is refused with %s', async (_what, headers, path, status) => {
    const key = headers !== null && !('origin' in headers) ? {} : { 'x-api-key': api.account.key };
    expect(await refusedLive(first.url, { ...key, ...headers }, path)).toBe(status);
  });

  it('that asks for no WebSocket is told to', async () => {
    const answer = await api.call('get', '/ws');
    expect([answer.status, answer.body]).toEqual([
      426,
      expect.objectContaining({ code: 'upgrade_required' }),
    ]);
  });

  it('for another upgrade is answered as if it had not asked', async () => {
    const answer = await request(`http://${first.url}`)
      .get('/healthz')
      .set({ connection: 'upgrade', upgrade: 'h2c' });
    expect(answer.status).toBe(200);
  });
});
