import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { startCodecServer, type CodecServer } from '../../../cli/codec/codec-server';
import { createPayloadCodec } from '../../../config/temporal/payload-codec';

const UI = 'http://127.0.0.1:8233';
const codec = createPayloadCodec({ id: 'k1', secret: randomBytes(32) });
const plain = {
  metadata: { encoding: Buffer.from('json/plain').toString('base64') },
  data: Buffer.from('{"texto":"hola"}').toString('base64'),
};

let server: CodecServer;
beforeAll(async () => {
  server = await startCodecServer({ codec, port: 0, origins: [UI] });
});
afterAll(() => server.stop());

const post = (path: string) => request(server.url).post(path).set('origin', UI).set('x-namespace', 'default');

describe('the codec server', () => {
  it('closes payloads and opens them again', async () => {
    const closed = await post('/encode').send({ payloads: [plain] });
    expect(closed.text).not.toContain(plain.data);
    const opened = await post('/decode').send(closed.body as object);
    expect(opened.body).toEqual({ payloads: [plain] });
    expect(opened.headers['access-control-allow-origin']).toBe(UI);
  });

  it('lets the Web UI ask whether it may', async () => {
    const answer = await request(server.url).options('/decode').set('origin', UI);
    expect([answer.status, answer.headers['access-control-allow-headers']]).toEqual([
      204,
      'content-type, x-namespace, authorization',
    ]);
  });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a name that only leads here', { host: 'evil.example:8234' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('opens nothing for %s', async (_whom, headers, status) => {
    const closed = await post('/encode').send({ payloads: [plain] });
    const answer = await request(server.url)
      .post('/decode')
      .set({ 'content-type': 'application/json', ...headers })
      .send(JSON.stringify(closed.body));
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(plain.data);
  });

  it.each([['not json'], ['{"payloads": 1}'], ['{"payloads": [{"data": "%%%"}]}']])(
    'refuses what are no payloads: %s',
    async (body) => {
      const answer = await post('/decode').set('content-type', 'application/json').send(body);
      expect(answer.status).toBe(400);
    },
  );
});
