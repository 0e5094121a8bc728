import { createBroadcastDesk, type BroadcastDesk } from '../../support/broadcast-desk';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let desk: BroadcastDesk;
beforeAll(async () => {
  api = await createTestApi();
  desk = createBroadcastDesk(api);
});
beforeEach(() => {
  api.temporal.asked.length = 0;
});
afterAll(() => api.close());

describe('an operator', () => {
  it('starts a draft once', async () => {
    const { broadcast } = await desk.create();
    expect((await desk.act(broadcast.id, 'start')).status).toBe(200);
    expect(api.temporal.asked).toEqual([`broadcast ${broadcast.id}`]);
    await desk.setState(broadcast.id, 'running');
    expect((await desk.act(broadcast.id, 'start')).status).toBe(409);
  });

  it('starts one at a time, in whatever zone it is written', async () => {
    const { broadcast } = await desk.create();
    await desk.act(broadcast.id, 'schedule', { startAt: '2030-01-01T09:00:00-05:00' });
    expect(api.temporal.asked).toEqual([`broadcast ${broadcast.id} at ${Date.UTC(2030, 0, 1, 14)}`]);
    expect((await desk.act(broadcast.id, 'schedule', { startAt: 'mañana' })).status).toBe(400);
  });

  it('cannot start one that has nobody left', async () => {
    const { broadcast } = await desk.create('numero,nombre,ciudad\n12,Eva,Cali');
    const answer = await desk.act(broadcast.id, 'start');
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('Every row')]);
  });

  it("hears the broadcast's own words when it pauses twice", async () => {
    const { broadcast } = await desk.create();
    await desk.setState(broadcast.id, 'paused');
    api.temporal.answerBroadcastUpdates({ kind: 'refused', refusal: 'It is paused already.' });
    const answer = await desk.act(broadcast.id, 'pause');
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('It is paused already.')]);
  });

  it.each(['pause', 'resume', 'cancel'])(
    'cannot %s what is cancelled or was never started',
    async (action) => {
      const { broadcast } = await desk.create();
      expect((await desk.act(broadcast.id, action)).text).toContain('start it first');
      await desk.setState(broadcast.id, 'cancelled');
      const answer = await desk.act(broadcast.id, action);
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('nothing left to change')]);
      expect(api.temporal.asked).toEqual([]);
    },
  );

  it('is told to try again while Temporal is away, and the draft stays', async () => {
    const { broadcast } = await desk.create();
    api.temporal.away = true;
    const answer = await desk.act(broadcast.id, 'start');
    api.temporal.away = false;
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('stays a draft')]);
  });

  it('sends the message to a number of their own, as the first recipient would get it', async () => {
    const { broadcast } = await desk.create();
    const answer = await desk.act(broadcast.id, 'test-send', { phone: '3001119999' });
    expect([answer.status, answer.body]).toEqual([
      202,
      expect.objectContaining({ content: { kind: 'text', text: 'Hola Ana, promo en Cali' } }),
    ]);
    expect(api.temporal.asked).toEqual([`send ${(answer.body as { id: string }).id}`]);
    const found = await api.call('get', `/api/broadcasts/${broadcast.id}`);
    expect(found.body).toMatchObject({ progress: { pending: 2, sent: 0 } });
  });

  it('discards a draft, and nothing that was begun', async () => {
    const { broadcast } = await desk.create();
    expect((await api.call('delete', `/api/broadcasts/${broadcast.id}`)).status).toBe(204);
    expect((await api.call('get', `/api/broadcasts/${broadcast.id}`)).status).toBe(404);
    const begun = (await desk.create()).broadcast;
    await desk.setState(begun.id, 'running');
    expect((await api.call('delete', `/api/broadcasts/${begun.id}`)).status).toBe(409);
  });

  it('has nothing to send again where nothing was refused', async () => {
    const { broadcast } = await desk.create();
    await desk.setState(broadcast.id, 'completed');
    expect((await desk.act(broadcast.id, 'retry-failed')).status).toBe(409);
  });
});

describe('the recipients', () => {
  it('that a cancelled broadcast never came to are cancelled in its report', async () => {
    const { broadcast } = await desk.create();
    const states = async () => {
      const report = await api.call('get', `/api/broadcasts/${broadcast.id}/report.csv`);
      return [...report.text.matchAll(/^\d+,[^,]*,[^,]*,([\w-]+)/gm)].map(([, state]) => state).sort();
    };
    expect(await states()).toEqual(['none', 'none', 'not-taken', 'not-taken', 'not-taken']);
    await desk.setState(broadcast.id, 'cancelled');
    expect((await states()).slice(0, 2)).toEqual(['cancelled', 'cancelled']);
  });

  it('come in pages, by state', async () => {
    const { broadcast } = await desk.create();
    const path = `/api/broadcasts/${broadcast.id}/recipients`;
    const first = await api.call('get', path).query({ limit: 1 });
    expect(first.body).toMatchObject({
      items: [{ ordinal: 1, line: 2, phone: '+573001112233', state: 'none', variables: { ciudad: 'Cali' } }],
      nextCursor: '1',
    });
    const second = await api.call('get', path).query({ limit: 1, cursor: '1' });
    expect(second.body).toMatchObject({ items: [{ ordinal: 2, line: 6 }], nextCursor: null });
    expect((await api.call('get', path).query({ state: 'rejected' })).body).toMatchObject({ items: [] });
  });
});
