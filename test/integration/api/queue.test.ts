import { createInboundMessages } from '../../../db/repositories/inbound-messages';
import { MOST_FAILURES } from '../../../domain/messaging/most-failures';
import { createTurnMessages } from '../../../db/repositories/turn-messages';
import { makeBot, makeDialog } from '../../support/conversations/make-bot';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.temporal.asked.length = 0;
});

interface Queued {
  id: string;
  state: string;
  ledgerState: string;
  error: { code: string } | null;
}
interface Queue {
  items: Queued[];
  counts: Record<string, number>;
  oldestSeconds: number | null;
}

const hello = { to: { phone: '3001112233' }, content: { kind: 'text', text: 'hola' } };
const enqueue = (key: string, more: object = {}) =>
  api
    .call('post', '/api/queue')
    .set('idempotency-key', key)
    .send({ ...hello, ...more });
const enqueued = async (key: string, more?: object) => (await enqueue(key, more)).body as Queued;
const list = async (query: object = {}) => (await api.call('get', '/api/queue').query(query)).body as Queue;
const act = (id: string, action: string, body: object = {}) =>
  api.call('post', `/api/queue/${id}/${action}`).send(body);
/** What a worker would write: none runs here. */
const setState = (id: string, state: string, code: string | null = null) =>
  api.database.dataSource.query(
    `UPDATE send SET state = $2, result_code = $3, dispatched_at = now() WHERE id = $1`,
    [id, state, code],
  );

describe('the message queue', () => {
  it('takes a message for now once, however often it is asked for', async () => {
    const first = await enqueued('once');
    expect(first).toMatchObject({ state: 'pending', ledgerState: 'reserved', error: null });
    expect((await enqueued('once')).id).toBe(first.id);
    expect(api.temporal.asked).toEqual(Array(2).fill(`send ${first.id}`));
  });

  it('takes one for a time, in whatever zone it is written, and none for a time that is past', async () => {
    const at = Date.UTC(2040, 0, 1, 14);
    const later = await enqueue('later', { at: '2040-01-01T09:00:00-05:00' });
    expect([later.status, later.body]).toEqual([
      202,
      expect.objectContaining({ state: 'pending', scheduledFor: new Date(at).toISOString() }),
    ]);
    expect(api.temporal.asked).toEqual([`send ${(later.body as Queued).id} at ${at}`]);
    const past = await enqueue('past', { at: '2020-01-01T09:00:00Z' });
    expect([past.status, past.text]).toEqual([400, expect.stringContaining('in the past')]);
    expect((await enqueue('never', { at: 'mañana' })).status).toBe(400);
    expect((await enqueue('later', { at: '2041-01-01T09:00:00Z' })).status).toBe(422);
  });

  it('leaves what is for later alone until its time, also when nobody waits for it', async () => {
    const { id } = await enqueued('swept', { at: '2040-02-01T09:00:00Z' });
    const due = (now: number) => api.deps.sendLedger.dueForSweep(now, 1000);
    expect(await due(Date.UTC(2040, 0, 31))).not.toContain(id);
    expect(await due(Date.UTC(2040, 1, 2))).toContain(id);
  });

  it('shows every send in one of its states, and counts them', async () => {
    const before = (await list()).counts;
    const made = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => enqueued(`state-${key}`)));
    const states = ['reserved', 'dispatching', 'read', 'rejected', 'suppressed', 'cancelled'];
    for (const [place, { id }] of made.entries()) await setState(id, states[place] ?? '');
    const { counts, items, oldestSeconds } = await list({ limit: 100 });
    const grown = Object.fromEntries(
      Object.entries(counts).map(([state, n]) => [state, n - (before[state] ?? 0)]),
    );
    expect(grown).toEqual({ pending: 0, processing: 1, sent: 1, failed: 2, retry: 1, cancelled: 1 });
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    expect(oldestSeconds).toBeGreaterThanOrEqual(0);
    for (const state of Object.keys(counts)) {
      const found = (await list({ state, limit: 100 })).items;
      expect(found.map((one) => one.state)).toEqual(Array(counts[state]).fill(state));
    }
  });

  it('comes in pages, by channel, contact and broadcast', async () => {
    const all = (await list({ limit: 100 })).items.map(({ id }) => id);
    const first = (await api.call('get', '/api/queue').query({ limit: 2 })).body as { nextCursor: string };
    const rest = await list({ limit: 100, cursor: first.nextCursor });
    expect(rest.items.map(({ id }) => id)).toEqual(all.slice(2));
    expect((await list({ channel: 'twilio' })).items).toEqual([]);
    expect((await list({ broadcastId: '019412f0-3c1a-7d02-b0c1-5a1f6f2f9a11' })).items).toEqual([]);
  });

  it('is as old as what could have gone out and did not', async () => {
    const { id } = await enqueued('old');
    await api.database.dataSource.query(
      `UPDATE send SET created_at = now() - interval '1 hour' WHERE id = $1`,
      [id],
    );
    expect((await list()).oldestSeconds).toBeGreaterThanOrEqual(3600);
    await act(id, 'cancel');
    expect((await list()).oldestSeconds).toBeLessThan(3600);
  });

  it('cancels what no provider was called for, and tells the workflow that waits for its time', async () => {
    const { id } = await enqueued('called-off', { at: '2040-01-01T09:00:00Z' });
    api.temporal.asked.length = 0;
    expect((await act(id, 'cancel')).body).toMatchObject({ state: 'cancelled' });
    expect(api.temporal.asked).toEqual([`cancel ${id}`]);
    const sent = await enqueued('sent');
    await setState(sent.id, 'accepted');
    expect((await act(sent.id, 'cancel')).status).toBe(409);
  });

  it('tries a failed one again, and neither one that was sent nor one that may have been', async () => {
    const { id } = await enqueued('fails');
    await setState(id, 'rejected', '63024');
    api.temporal.asked.length = 0;
    expect((await act(id, 'retry')).body).toMatchObject({
      state: 'retry',
      ledgerState: 'reserved',
      error: null,
    });
    expect(api.temporal.asked).toEqual([`send ${id}`]);
    expect((await act(id, 'retry')).status).toBe(409);
    await setState(id, 'unconfirmed');
    expect((await act(id, 'retry')).text).toContain('mayRepeat');
    expect((await act(id, 'retry', { mayRepeat: true })).status).toBe(200);
    await setState(id, 'delivered');
    expect((await act(id, 'retry', { mayRepeat: true })).status).toBe(409);
  });
});

describe('parked messages', () => {
  const parked = async () =>
    ((await api.call('get', '/api/queue/parked')).body as { items: { id: string; kind: string }[] }).items;

  it('are sends that failed in Hilo itself too often, until somebody has them tried again', async () => {
    const { id } = await enqueued('poison');
    for (let n = 1; n < MOST_FAILURES; n += 1) await api.deps.parkedMessages.noteFailedSend(id, 'TypeError');
    expect(await parked()).toEqual([]);
    await api.deps.parkedMessages.noteFailedSend(id, 'TypeError');
    expect(await parked()).toMatchObject([
      { id, kind: 'send', failures: MOST_FAILURES, detail: 'TypeError' },
    ]);
    expect((await list({ state: 'failed' })).items).toContainEqual(
      expect.objectContaining({ id, error: { code: 'parked', detail: 'TypeError' } }),
    );
    api.temporal.asked.length = 0;
    expect((await act('parked', `${id}/replay`)).status).toBe(204);
    expect(api.temporal.asked).toEqual([`send ${id}`]);
    expect(await parked()).toEqual([]);
    expect((await act('parked', `${id}/replay`)).status).toBe(404);
  });

  it('are messages whose turns failed too, which are handed over again', async () => {
    const db = api.database.dataSource;
    const inbound = createInboundMessages(db);
    const accountId = api.account.id;
    const botId = await makeBot(api);
    const dialogId = await makeDialog(api, botId);
    const phone = '+573001110010';
    const on = { accountId, channel: 'simulator' as const };
    const contactId = await api.deps.contacts.ensure({ ...on, address: phone, phone, name: null });
    const written = { ...on, contactId, providerId: 'poison-2', text: 'hola', receivedAt: new Date() };
    const { message } = await inbound.store({ ...written, botId, dialogId });
    await inbound.markHandled([message.id]);
    const turns = createTurnMessages(db);
    const failed = { accountId, dialogId, messageIds: [message.id], detail: 'TypeError in turn 1' };
    for (let n = 1; n < MOST_FAILURES; n += 1) await turns.noteFailedTurn(failed);
    await turns.noteFailedTurn({ ...failed, accountId: '019412f0-3c1a-7d02-b0c1-5a1f6f2f9a11' });
    expect(await parked()).toEqual([]);
    await turns.noteFailedTurn(failed);
    const { id } = message;
    expect(await parked()).toMatchObject([{ id, kind: 'inbound', detail: 'TypeError in turn 1' }]);
    await expect(turns.untaken(accountId, dialogId, [id])).resolves.toEqual([]);
    expect((await act('parked', `${id}/replay`)).status).toBe(204);
    const waiting = await inbound.unhandled(new Date(Date.now() + 60_000), 100);
    expect(waiting.filter((one) => one.id === id)).toMatchObject([{ dialogId, again: true }]);
    await expect(turns.untaken(accountId, dialogId, [id])).resolves.toMatchObject([{ id, failures: 0 }]);
    await inbound.markHandled([id]);
  });

  it('are messages of people too, which no sweep takes up until then', async () => {
    const inbound = createInboundMessages(api.database.dataSource);
    const contactId = await api.deps.contacts.ensure({
      accountId: api.account.id,
      channel: 'simulator',
      address: '+573001110009',
      phone: '+573001110009',
      name: null,
    });
    await inbound.store({
      accountId: api.account.id,
      channel: 'simulator',
      providerId: 'poison-1',
      contactId,
      text: 'hola',
      receivedAt: new Date(),
    });
    const [waiting] = await inbound.unhandled(new Date(Date.now() + 60_000), 100);
    const id = waiting?.id ?? '';
    for (let n = 0; n < MOST_FAILURES; n += 1) await inbound.noteFailure(id);
    const left = async () =>
      (await inbound.unhandled(new Date(Date.now() + 60_000), 100)).map((one) => one.id);
    expect(await parked()).toMatchObject([{ id, kind: 'inbound' }]);
    expect(await left()).not.toContain(id);
    expect((await act('parked', `${id}/replay`)).status).toBe(204);
    expect(await left()).toContain(id);
    await inbound.markHandled([id]);
  });
});
