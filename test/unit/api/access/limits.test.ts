import request from 'supertest';
import { z } from 'zod';
import { createRateLimits, type RateLimitSettings } from '../../../../api/access/rate-limits';
import type { ApiDeps } from '../../../../api/api-deps';
import { createApp } from '../../../../api/app';
import { defineRoute, reply, type Access, type Route } from '../../../../api/route';
import { frameworkDeps, KEY, nobodyElse } from '../../../support/framework-deps';

const route = (path: `/${string}`, access: Access, method: 'get' | 'post' = 'get'): Route =>
  defineRoute({
    ...{ method, path, access, operationId: path, summary: 'A test', tag: 'Test' },
    response: { status: 200, description: 'All', schema: z.unknown() },
    handler: ({ address }) => Promise.resolve(reply({ address })),
  });
const table = [
  route('/read', 'programs:read'),
  route('/open', 'public'),
  route('/hook', { webhook: () => true }, 'post'),
  route('/enter', 'sign-in', 'post'),
];

const NONE = { perAddress: 0, perKey: 0, perAccount: 0, signIns: 0 };

function limitedApp(settings: Partial<RateLimitSettings>, deps: Partial<ApiDeps> = {}) {
  let now = Date.UTC(2026, 10, 21, 12);
  const limits = { ...NONE, ...settings };
  const rateLimits = createRateLimits({ settings: limits, counts: nobodyElse(), now: () => now });
  const app = createApp(frameworkDeps({ rateLimits, trustedProxies: ['loopback'], ...deps }), table);
  const get = (path: string, headers: Record<string, string> = {}) => request(app).get(path).set(headers);
  const post = (path: string, headers: Record<string, string> = {}) => request(app).post(path).set(headers);
  const pass = (ms: number) => {
    now += ms;
  };
  return { get, post, pass };
}

const from = (address: string) => ({ 'x-forwarded-for': address });
async function statuses(count: number, ask: () => request.Test): Promise<number[]> {
  const found = [];
  for (let index = 0; index < count; index += 1) found.push((await ask()).status);
  return found;
}

describe('too many requests', () => {
  it('of one network are refused with the seconds to wait, and let in after those', async () => {
    const { get, pass } = limitedApp({ perAddress: 3 });
    expect(await statuses(4, () => get('/open', from('203.0.113.7')))).toEqual([200, 200, 200, 429]);
    const refused = await get('/open', from('203.0.113.7'));
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'too_many_requests' });
    expect((await get('/open', from('203.0.113.8'))).status).toBe(200);
    pass(Number(refused.headers['retry-after']) * 1000);
    expect((await get('/open', from('203.0.113.7'))).status).toBe(200);
  });

  it('of one /64 of IPv6 are of one network', async () => {
    const { get } = limitedApp({ perAddress: 2 });
    const addresses = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1'];
    const found = [];
    for (const address of addresses) found.push((await get('/open', from(address))).status);
    expect(found).toEqual([200, 200, 429, 200]);
  });

  it('with one key are refused before anybody looks at it, from wherever they come', async () => {
    const asked: string[] = [];
    const accounts = {
      findByKey: (key: string) => {
        asked.push(key);
        return Promise.resolve(null);
      },
    } as unknown as ApiDeps['accounts'];
    const { get } = limitedApp({ perKey: 2 }, { accounts });
    let last = 0;
    const ask = () => get('/read', { 'x-api-key': 'guess', ...from(`203.0.113.${(last += 1)}`) });
    expect(await statuses(4, ask)).toEqual([401, 401, 429, 429]);
    expect(asked).toHaveLength(2);
  });

  it('of one account are refused, whichever key they come with', async () => {
    const { get } = limitedApp({ perAccount: 2 });
    expect(await statuses(3, () => get('/read', { 'x-api-key': KEY }))).toEqual([200, 200, 429]);
  });

  it('to sign in are refused long before others', async () => {
    const { post, get } = limitedApp({ signIns: 1 });
    expect(await statuses(2, () => post('/enter'))).toEqual([200, 429]);
    expect((await get('/open')).status).toBe(200);
  });

  it("are never a provider's: it proves each", async () => {
    const { post } = limitedApp({ perAddress: 1 });
    expect(await statuses(3, () => post('/hook'))).toEqual([200, 200, 200]);
  });
});

describe('where a request comes from', () => {
  it('is what a trusted proxy says', async () => {
    expect((await limitedApp({}).get('/open', from('203.0.113.7'))).body).toEqual({ address: '203.0.113.7' });
  });

  it('is never what a stranger says', async () => {
    const { get } = limitedApp({}, { trustedProxies: [] });
    const { address } = (await get('/open', from('203.0.113.7'))).body as { address: string };
    expect(address).toMatch(/127\.0\.0\.1$/);
  });
});

describe('while the database is away', () => {
  it('nobody waits for it after five failures, and one request tries it again', async () => {
    let asked = 0;
    let away = true;
    const caller = { kind: 'key' as const, accountId: 'a', id: 'k', name: 'test', scopes: 'all' as const };
    const accounts = {
      findByKey: () => {
        asked += 1;
        if (!away) return Promise.resolve(caller);
        return Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
      },
    } as unknown as ApiDeps['accounts'];
    const { get } = limitedApp({}, { accounts });
    const ask = () => get('/read', { 'x-api-key': KEY });
    expect(await statuses(8, ask)).toEqual(Array.from({ length: 8 }, () => 503));
    expect(asked).toBe(5);
    const refused = await ask();
    expect([refused.headers['retry-after'], JSON.parse(refused.text)]).toEqual([
      '2',
      expect.objectContaining({ code: 'unavailable' }),
    ]);
    away = false;
    jest.useFakeTimers({
      now: Date.now() + 3000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'],
    });
    try {
      expect((await ask()).status).toBe(200);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('pages of other origins', () => {
  const { get } = limitedApp({}, { otherOrigins: ['https://app.example'] });

  it('that are named may read answers, without cookies', async () => {
    const { headers } = await get('/open', { origin: 'https://app.example' });
    expect(headers['access-control-allow-origin']).toBe('https://app.example');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers['vary']).toMatch(/origin/i);
  });

  it.each(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', 'null'])(
    'such as %s may not',
    async (origin) => {
      expect((await get('/open', { origin })).headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('are told beforehand what they may send', async () => {
    const app = createApp(frameworkDeps({ otherOrigins: ['https://app.example'] }), table);
    const ask = (origin: string) =>
      request(app).options('/read').set({ origin, 'access-control-request-method': 'POST' });
    const answer = await ask('https://app.example');
    expect([answer.status, answer.headers['access-control-allow-headers']]).toEqual([
      204,
      expect.stringContaining('x-api-key'),
    ]);
    expect((await ask('https://evil.example')).status).toBe(405);
  });
});
