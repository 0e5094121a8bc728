import request from 'supertest';
import { LIST } from '../../support/broadcast-desk';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
let made = 0;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  made += 1;
  api.temporal.asked.length = 0;
});

describe("the first campaigns' addresses", () => {
  const seed = (fields: Record<string, string>, csv = LIST) => {
    const call = api
      .call('post', '/api/crear-campana')
      .attach('archivo_csv', Buffer.from(csv), 'contactos.csv');
    for (const [name, value] of Object.entries(fields)) call.field(name, value);
    return call;
  };

  it('make a campaign, start it, and count it, in their own words', async () => {
    const id = `promo_enero_${made}`;
    const answer = await seed({
      titulo_campana: id,
      plantilla: 'promo_enero',
      buzon: 'simulator',
      idioma: 'es',
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      { success: true, campaign_id: id, total_messages: 2, message: 'Campaña creada exitosamente' },
    ]);
    expect(api.temporal.asked).toHaveLength(1);
    expect((await api.call('get', `/api/estado-cola/${id}`)).body).toEqual({
      campaign_id: id,
      total: 2,
      pending: 2,
      sent: 0,
      failed: 0,
      progress: 0,
    });
    const list = (await api.call('get', '/api/listar-campanas')).body as {
      campaigns: object[];
      total_campaigns: number;
    };
    expect(list.campaigns[0]).toEqual({ id, total: 2, pending: 2, sent: 0, failed: 0 });
    expect(list.total_campaigns).toBe(list.campaigns.length);
  });

  it('say how the system is', async () => {
    expect((await api.call('get', '/api/estado-sistema')).body).toMatchObject({
      instance_id: 'instance-of-a-test',
      uptime_seconds: expect.any(Number),
      worker_running: true,
      redis_connected: null,
      batch_size: 100,
      max_concurrent: 5,
    });
  });

  it('refuse a mailbox that does not exist, by its own name', async () => {
    const answer = await seed({ titulo_campana: 'x', plantilla: 'promo', buzon: 'ventas' });
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ path: 'buzon' })] }),
    ]);
  });

  it('keep nothing of a campaign that cannot be started', async () => {
    const before = await api.rows('broadcast');
    api.temporal.away = true;
    const answer = await seed({ titulo_campana: `Away ${made}`, plantilla: 'promo', buzon: 'simulator' });
    api.temporal.away = false;
    expect(answer.status).toBe(503);
    const nobody = await seed(
      { titulo_campana: `Nobody ${made}`, plantilla: 'promo', buzon: 'simulator' },
      'numero\n12',
    );
    expect([nobody.status, nobody.text]).toEqual([400, expect.stringContaining('None of the 1 rows')]);
    expect(await api.rows('broadcast')).toBe(before);
  });

  it("show nothing of another account's", async () => {
    const id = `secreta_${made}`;
    await seed({ titulo_campana: id, plantilla: 'promo', buzon: 'simulator' });
    const ask = (path: string) => request(api.app).get(path).set('x-api-key', api.stranger.key);
    expect((await ask(`/api/estado-cola/${id}`)).status).toBe(404);
    expect((await ask('/api/listar-campanas')).body).toEqual({ campaigns: [], total_campaigns: 0 });
  });

  it('are the same broadcasts under /api/campaigns, and nothing else is there', async () => {
    const id = `otra_${made}`;
    await seed({ titulo_campana: id, plantilla: 'promo', buzon: 'simulator' });
    const broadcasts = await api.call('get', '/api/broadcasts?limit=1');
    expect((await api.call('get', '/api/campaigns?limit=1')).body).toEqual(broadcasts.body);
    const [first] = (broadcasts.body as { items: { id: string; title: string }[] }).items;
    expect((await api.call('get', `/api/campaigns/${first?.id}`)).body).toMatchObject({ title: id });
    expect((await api.call('get', '/api/campaignsx')).status).toBe(404);
  });
});
