import request from 'supertest';
import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import { createPatterns } from '../../../activities/conversations/patterns';
import { startAlerts } from '../../../api/alerts/start-alerts';
import { createApp } from '../../../api/app';
import type { HttpMethod } from '../../../api/route';
import { until } from '../../support/pace';
import { createTestApi, type TestApi } from '../../support/test-api';

interface AlertView {
  id: string;
  state: string;
  why: string;
  rule: { name: string };
  contactId: string | null;
  message: { direction: string; text: string | null };
  acknowledged: { by: string } | null;
}

let api: TestApi;
let watching: { stop(): Promise<void> };
let call: (method: HttpMethod, path: string) => request.Test;
beforeAll(async () => {
  api = await createTestApi();
  const app = createApp({ ...api.deps, conversationPorts: createEnginePorts() });
  call = (method, path) => request(app)[method](path).set('x-api-key', api.account.key);
  const { alertChecks: checks, logger } = api.deps;
  watching = startAlerts({ checks, patterns: createPatterns(), logger });
});
afterAll(async () => {
  await watching.stop();
  await api.close();
});
afterEach(() => api.database.dataSource.query('DELETE FROM alert_rule'));

const rule = (name: string, more: Record<string, unknown>) =>
  call('post', '/api/alerts/rules').send({ name, condition: { type: 'keyword', keywords: [name] }, ...more });
const write = (text: string, phone = '+573005554433') =>
  call('post', `/api/simulator/${phone}/messages`).send({ text });
const alerts = async (query = '') =>
  ((await call('get', `/api/alerts${query}`)).body as { items: AlertView[] }).items;
/** Resolves when every message that was written has been looked at. */
const looked = () =>
  until({
    for: 'every message to be looked at',
    look: async () => ({ open: await api.rows('alert_check'), all: await api.rows('inbound_message') }),
    is: ({ open, all }) => open === 0 && all > 0,
    everyMs: 50,
  });
/** Resolves when there is one alert. */
const oneAlert = (query = '') =>
  until({
    for: 'one alert',
    look: async () => (await alerts(query)).length,
    is: (count) => count === 1,
    everyMs: 50,
  });

describe('a rule', () => {
  it('raises an alert with the message that made it, and a watcher is told', async () => {
    await rule('abogado', { severity: 'high', cooldownSeconds: 0 });
    await write('voy a llamar a mi ABOGADO');
    await oneAlert();
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      ...{ state: 'open', severity: 'high', why: 'the words abogado', acknowledged: null },
      ...{ reason: { kind: 'keywords', words: ['abogado'] } },
      message: { direction: 'inbound', text: 'voy a llamar a mi ABOGADO' },
    });
    const told = await api.database.dataSource.query<{ data: { id: string } }[]>(
      "SELECT data FROM live_outbox WHERE kind = 'alert' ORDER BY id DESC LIMIT 1",
    );
    expect(told[0]?.data).toMatchObject({ id: alert?.id, state: 'open', severity: 'high' });
  });

  it('is silent about the same contact for its cooldown, and not about others', async () => {
    await rule('queja', { cooldownSeconds: 3600 });
    for (const phone of ['+573000000001', '+573000000001', '+573000000002']) await write('una queja', phone);
    await looked();
    expect(await alerts()).toHaveLength(2);
  });

  it('for what goes out looks at what is sent, and not at what comes in', async () => {
    await rule('promo', { direction: 'outbound' });
    await write('promo');
    await call('post', '/api/sends')
      .set('idempotency-key', 'watched')
      .send({ to: { phone: '3001112233' }, content: { kind: 'text', text: 'una promo' } });
    await looked();
    expect((await alerts()).map(({ message }) => message.direction)).toEqual(['outbound']);
  });

  it('of a segment looks at contacts with the tag, and at no others', async () => {
    await rule('pedido', { scope: { tags: ['VIP'] } });
    const [marked, unmarked] = ['+573000000011', '+573000000012'];
    for (const phone of [marked, unmarked]) await write('hola', phone);
    const listed = await call('get', `/api/contacts?phone=${encodeURIComponent(marked)}`);
    const [{ id } = { id: '' }] = (listed.body as { items: { id: string }[] }).items;
    await call('put', `/api/contacts/${id}/tags/vip`);
    for (const phone of [marked, unmarked]) await write('mi pedido', phone);
    await looked();
    expect((await alerts()).map(({ contactId }) => contactId)).toEqual([id]);
  });

  it('costs an account without one no row', async () => {
    await watching.stop();
    await write('hola');
    expect(await api.rows('alert_check')).toBe(0);
    const { alertChecks: checks, logger } = api.deps;
    watching = startAlerts({ checks, patterns: createPatterns(), logger });
  });

  it('with a pattern that is none is refused, and says why', async () => {
    const answer = await rule('broken', { condition: { type: 'regex', pattern: '(?=a)' } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ path: 'condition.pattern' }] });
  });

  it('cannot have the name of another, can be changed, and goes with its alerts', async () => {
    const made = (await rule('robo', { cooldownSeconds: 0 })).body as { id: string };
    expect((await rule('robo', {})).status).toBe(409);
    const changed = await call('put', `/api/alerts/rules/${made.id}`).send({
      name: 'estafa',
      condition: { type: 'sentiment', atMost: -0.3 },
    });
    expect(changed.body).toMatchObject({ id: made.id, name: 'estafa', condition: { type: 'sentiment' } });
    expect((await call('get', `/api/alerts/rules/${made.id}`)).body).toMatchObject({ name: 'estafa' });
    await write('qué estafa, pésimo servicio');
    await oneAlert();
    expect((await call('delete', `/api/alerts/rules/${made.id}`)).status).toBe(204);
    expect(await alerts()).toEqual([]);
  });
});

describe('an alert', () => {
  it('is acknowledged and resolved by whoever did it, once, and never goes back', async () => {
    await rule('ayuda', { cooldownSeconds: 0 });
    await write('ayuda');
    await oneAlert('?state=open');
    const [{ id } = { id: '' }] = await alerts();
    const acknowledged = await call('post', `/api/alerts/${id}/acknowledge`);
    expect(acknowledged.body).toMatchObject({ state: 'acknowledged', acknowledged: { by: 'test' } });
    const resolved = await call('post', `/api/alerts/${id}/resolve`);
    const again = await call('post', `/api/alerts/${id}/acknowledge`);
    expect(again.body).toEqual(resolved.body);
    expect([await alerts('?state=open'), (await alerts('?state=resolved')).length]).toEqual([[], 1]);
  });
});

describe('the test box', () => {
  it('says which rules fire on a text and how it feels, and raises nothing', async () => {
    await rule('reembolso', {});
    await rule('malos ratos', { condition: { type: 'sentiment', atMost: -0.3 } });
    await rule('códigos', { condition: { type: 'regex', pattern: '\\d{6}' } });
    const answer = await call('post', '/api/alerts/test').send({ text: 'pésimo, exijo mi reembolso' });
    const { fires, sentiment } = answer.body as { fires: { name: string }[]; sentiment: number };
    expect(fires.map(({ name }) => name)).toEqual(['reembolso', 'malos ratos']);
    expect(sentiment).toBeLessThan(-0.3);
    expect(await alerts()).toEqual([]);
  });

  it('tries a rule before it is kept, alone, and says what is wrong with its pattern', async () => {
    await rule('reembolso', {});
    const tried = (condition: object) =>
      call('post', '/api/alerts/test').send({
        text: 'mi reembolso 123456',
        rule: { name: 'new', condition },
      });
    const { fires } = (await tried({ type: 'regex', pattern: '\\d{6}' })).body as {
      fires: { name: string }[];
    };
    expect(fires.map(({ name }) => name)).toEqual(['new']);
    const refused = await tried({ type: 'regex', pattern: '(?=a)' });
    expect(refused.body).toMatchObject({ status: 400, errors: [{ path: 'condition.pattern' }] });
  });
});
