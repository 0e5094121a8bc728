import { Readable } from 'node:stream';
import request from 'supertest';
import { z } from 'zod';
import { createApp } from '../../../api/app';
import { defineRoute, form, json, reply, type Access, type Route } from '../../../api/route';
import { ACCOUNT_ID, frameworkDeps, KEY } from '../../support/framework-deps';

const common = { operationId: 'test', summary: 'A test', tag: 'Test' };
const anything = { status: 200, description: 'All', schema: z.unknown() } as const;

const table: Route[] = [
  defineRoute({
    ...common,
    method: 'post',
    path: '/things/{id}',
    access: 'programs:write',
    params: z.strictObject({ id: z.coerce.number().int() }),
    query: z.strictObject({ loud: z.stringbool().default(false) }),
    body: json(z.strictObject({ name: z.string().min(2), size: z.int().default(1) })),
    response: anything,
    handler: ({ accountId, params, query, body }) =>
      Promise.resolve(reply({ accountId, params, query, body })),
  }),
  defineRoute({
    ...common,
    method: 'get',
    path: '/broken',
    access: 'public',
    response: anything,
    handler: () => Promise.reject(new Error('secret detail +573001112233')),
  }),
  defineRoute({
    ...common,
    method: 'get',
    path: '/away',
    access: 'public',
    response: anything,
    handler: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
  }),
  defineRoute({
    ...common,
    method: 'post',
    path: '/hook',
    access: { webhook: ({ rawBody }) => rawBody.toString('utf8').endsWith('good=1') },
    body: form(z.looseObject({ text: z.string() })),
    response: anything,
    handler: ({ body }) => Promise.resolve(reply(body)),
  }),
  defineRoute({
    ...common,
    method: 'post',
    path: '/bots/{id}/hook',
    access: {
      webhook: ({ params, rawBody }) =>
        Promise.resolve(params['id'] === 'mine' && rawBody.toString('utf8') !== 'away'),
    },
    params: z.strictObject({ id: z.string() }),
    body: { type: 'bytes', contentType: 'application/json', maxBytes: 2_000_000 },
    response: anything,
    handler: ({ body }) => Promise.resolve(reply({ bytes: body.length })),
  }),
  defineRoute({
    ...common,
    method: 'post',
    path: '/file',
    access: 'programs:write',
    body: { type: 'csv' },
    response: anything,
    handler: async ({ body }) => {
      let bytes = 0;
      for await (const chunk of body) bytes += (chunk as Buffer).length;
      return reply({ bytes });
    },
  }),
  defineRoute({
    ...common,
    method: 'get',
    path: '/export',
    access: 'programs:write',
    response: { status: 200, description: 'A file', contentType: 'text/csv' },
    handler: () => Promise.resolve(reply(Readable.from(['a,b\n', '1,2\n']))),
  }),
];

const app = createApp(frameworkDeps(), table);
const post = (path: string) => request(app).post(path).set('x-api-key', KEY);

describe('a request that fits', () => {
  it('reaches its handler parsed, with defaults and the account of its key', async () => {
    const answer = await post('/things/7?loud=yes').send({ name: 'Ana' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accountId: ACCOUNT_ID,
      params: { id: 7 },
      query: { loud: true },
      body: { name: 'Ana', size: 1 },
    });
  });

  it('may carry its key as a bearer token', async () => {
    const answer = await request(app)
      .post('/things/7')
      .set('authorization', `Bearer ${KEY}`)
      .send({ name: 'Ana' });
    expect(answer.status).toBe(200);
  });

  it('is answered under the request id it came with', async () => {
    const answer = await post('/things/7').set('x-request-id', 'caller-0001').send({ name: 'Ana' });
    expect(answer.headers['x-request-id']).toBe('caller-0001');
  });

  it('may be answered with a stream', async () => {
    const answer = await request(app).get('/export').set('x-api-key', KEY);
    expect(answer.text).toBe('a,b\n1,2\n');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  });
});

describe('a refusal', () => {
  it('is problem details with a stable code and what to do', async () => {
    const answer = await request(app).get('/nowhere').set('x-request-id', 'caller-0002');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toEqual({
      type: 'urn:hilo:problem:unknown_route',
      title: 'There is no such address',
      status: 404,
      detail: 'Nothing is served at this address.',
      code: 'unknown_route',
      hint: 'See /docs for every address of this API.',
      requestId: 'caller-0002',
    });
  });

  it('names every wrong field', async () => {
    const answer = await post('/things/7').send({ name: 'A', size: 'big' });
    expect(answer.status).toBe(400);
    const { errors } = JSON.parse(answer.text) as { errors: { path: string }[] };
    expect(errors.map((error) => error.path)).toEqual(['name', 'size']);
  });

  it.each([
    ['an unknown field', '/things/7', '{"name":"Ana","role":"owner"}', 400, 'invalid_request'],
    ['an unknown query field', '/things/7?lod=1', '{"name":"Ana"}', 400, 'invalid_request'],
    ['a repeated query field', '/things/7?loud=1&loud=0', '{"name":"Ana"}', 400, 'invalid_request'],
    ['a wrong parameter', '/things/x', '{"name":"Ana"}', 400, 'invalid_request'],
    ['no body', '/things/7', '', 400, 'invalid_request'],
    ['malformed JSON', '/things/7', '{"name":', 400, 'malformed_json'],
    ['a NUL character', '/things/7', '{"name":"A\\u0000na"}', 400, 'malformed_json'],
    ['half an emoji', '/things/7', '{"name":"A\\ud83d"}', 400, 'malformed_json'],
    ['JSON nested past all reason', '/things/7', '['.repeat(400_000), 400, 'malformed_json'],
    ['more than 1 MB', '/things/7', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
  ])('refuses %s', async (_what, path, body, status, code) => {
    const answer = await post(path).set('content-type', 'application/json').send(body);
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([status, code]);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const call = post('/things/7').set('content-type', 'application/json');
    call.write(Buffer.from('{"name":"Mu\xf1oz"}', 'latin1'));
    const answer = await call;
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'malformed_json' });
  });

  it.each([
    ['text/plain', undefined],
    ['application/json', 'gzip'],
  ])('refuses a body of type %s, encoding %s, with 415', async (type, encoding) => {
    const call = post('/things/7').set('content-type', type);
    if (encoding !== undefined) call.set('content-encoding', encoding);
    expect((await call.send('{"name":"Ana"}')).status).toBe(415);
  });

  it('names the methods an address takes', async () => {
    const answer = await request(app).delete('/things/7').set('x-api-key', KEY);
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });

  it.each([[undefined], ['hilo_test0000_bad'], ['']])('refuses the API key %p with 401', async (key) => {
    const call = request(app).post('/things/7');
    if (key !== undefined) call.set('x-api-key', key);
    expect((await call.send({ name: 'Ana' })).status).toBe(401);
  });

  it('keeps what broke to the log', async () => {
    const answer = await request(app).get('/broken');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret detail');
  });

  it('is 503 while the database is away', async () => {
    const answer = await request(app).get('/away');
    expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code: 'unavailable' });
  });
});

describe('a webhook', () => {
  const send = (body: string) => request(app).post('/hook').type('form').send(body);

  it('is verified on the bytes as they came', async () => {
    const answer = await send('text=%F0%9F%99%82&good=1');
    expect(answer.body).toEqual({ text: '🙂', good: '1' });
  });

  it('is refused before its body is looked at', async () => {
    expect((await send('nonsense')).status).toBe(403);
  });

  it('cannot be mounted without a verifier', () => {
    const unverified = { ...table[3], access: { webhook: undefined } } as unknown as Route;
    expect(() => createApp(frameworkDeps(), [unverified])).toThrow('it cannot be mounted');
  });

  it('cannot be declared without a verifier', () => {
    const unverified: { webhook: undefined } extends Access ? 'accepted' : 'refused' = 'refused';
    expect(unverified).toBe('refused');
  });

  it('cannot be passed off as a public route', () => {
    const open = { ...table[3], access: 'public' } as Route;
    expect(() => createApp(frameworkDeps(), [open])).toThrow('it cannot be mounted');
  });

  it('may ask a store who is calling, by the parts of its address and the bytes as they came', async () => {
    const post = (id: string, body: string) =>
      request(app).post(`/bots/${id}/hook`).set('content-type', 'text/plain').send(body);
    expect((await post('mine', 'no json')).body).toEqual({ bytes: 7 });
    expect((await post('mine', 'x'.repeat(1_500_000))).status).toBe(200);
    expect((await post('mine', 'x'.repeat(2_500_000))).status).toBe(413);
    expect([(await post('other', 'no json')).status, (await post('mine', 'away')).status]).toEqual([
      403, 403,
    ]);
  });
});

describe('a file', () => {
  const upload = (bytes: number) => post('/file').type('text/csv').send('x'.repeat(bytes));

  it('is read as a stream, past the limit of other bodies', async () => {
    expect((await upload(3_000_000)).body).toEqual({ bytes: 3_000_000 });
  });

  it('is refused past 20 MB', async () => {
    expect((await upload(21 * 1024 * 1024)).status).toBe(413);
  });

  it('is refused past 20 MB when its length is not said beforehand', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const call = post('/file').type('text/csv').set('transfer-encoding', 'chunked');
    for (let sent = 0; sent < 22; sent += 1) call.write(chunk.toString());
    const answer = await call;
    expect(answer.status).toBe(413);
  });
});
