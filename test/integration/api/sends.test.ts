import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const hello = { to: { phone: '3001112233' }, content: { kind: 'text', text: 'hola' } };
const send = (key: string, body: object = hello) =>
  api.call('post', '/api/sends').set('idempotency-key', key).send(body);
const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;

describe('a send', () => {
  it('is reserved once, however often and however close together it is asked for', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('ten-times')));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(202));
    expect(await api.rows('send')).toBe(1);
    expect(await api.rows('contact')).toBe(1);
  });

  it('cannot take the key of another', async () => {
    await send('mine');
    const other = await send('mine', { ...hello, content: { kind: 'text', text: 'adiós' } });
    expect([other.status, JSON.parse(other.text)]).toEqual([
      422,
      expect.objectContaining({ code: 'idempotency_key_reused' }),
    ]);
  });

  it('is kept while Temporal is away', async () => {
    api.temporal.away = true;
    const answer = await send('away');
    api.temporal.away = false;
    expect([answer.status, answer.body]).toEqual([202, expect.objectContaining({ state: 'reserved' })]);
  });

  it('can be cancelled while it is reserved, and never after', async () => {
    const id = idOf(await send('to-cancel'));
    const cancelled = await api.call('post', `/api/sends/${id}/cancel`);
    expect(cancelled.body).toMatchObject({ state: 'cancelled' });
    expect((await api.call('post', `/api/sends/${id}/cancel`)).status).toBe(200);

    const gone = idOf(await send('gone'));
    const now = Date.now();
    await api.deps.sendLedger.claim({ sendId: gone, attemptId: gone, now, checkAt: now + 1000 });
    expect((await api.call('post', `/api/sends/${gone}/cancel`)).status).toBe(409);
  });

  it('is found by state, channel and contact, newest first, and counted', async () => {
    const list = async (filter: string) =>
      ((await api.call('get', `/api/sends?${filter}`)).body as { items: { id: string; origin: string }[] })
        .items;
    const all = await list('limit=100');
    expect(all[0]?.origin).toBe('message:gone');
    expect(await list('state=cancelled')).toHaveLength(1);
    expect(await list('channel=twilio')).toHaveLength(0);
    const pages = [...(await list('limit=2')), ...(await list(`limit=100&cursor=${all[1]?.id}`))];
    expect(pages.map((item) => item.id)).toEqual(all.map((item) => item.id));
    const summary = await api.call('get', '/api/sends/summary');
    expect(summary.body).toMatchObject({ total: all.length, byState: { cancelled: 1, dispatching: 1 } });
  });
});

describe('a simulated phone', () => {
  const read = async (path: string) =>
    (await api.call('get', path)).body as { items: { text: string; direction: string }[]; cursor: string };

  it('shows what was accepted for it and what it wrote, and goes on from a cursor', async () => {
    const id = idOf(await send('to-phone', { ...hello, to: { phone: '3009990000' } }));
    const now = Date.now();
    const attempt = { sendId: id, attemptId: id };
    await api.deps.sendLedger.claim({ ...attempt, now, checkAt: now + 1000 });
    await api.deps.sendLedger.settle(
      attempt,
      { state: 'accepted', providerId: 'simulated-1' },
      { now, responseMs: 1 },
    );
    const first = await read('/api/simulator/3009990000/messages?wait=5');
    expect(first.items).toMatchObject([{ direction: 'to-phone', text: 'hola' }]);
    const wrote = await api.call('post', '/api/simulator/3009990000/messages').send({ text: 'ya' });
    expect(wrote.status).toBe(201);
    const path = `/api/simulator/3009990000/messages?wait=5&after=${first.cursor}`;
    const second = await read(path);
    expect(second.items).toMatchObject([{ direction: 'from-phone', text: 'ya' }]);
    expect((await read('/api/simulator/messages?wait=0')).items).toHaveLength(2);
    expect(await read(`/api/simulator/3009990001/messages?wait=0&after=${second.cursor}`)).toEqual({
      items: [],
      cursor: second.cursor,
    });
  });

  it('writes a message once under its own id', async () => {
    const body = { text: 'ya', id: '01900000-0000-7000-8000-0000000000aa' };
    const write = () => api.call('post', '/api/simulator/3009990002/messages').send(body);
    expect((await write()).body).toMatchObject({ duplicate: false });
    expect((await write()).body).toMatchObject({ duplicate: true });
  });
});
