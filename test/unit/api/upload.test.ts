import { connect } from 'node:net';
import request from 'supertest';
import { z } from 'zod';
import { createApp } from '../../../api/app';
import { defineRoute, reply, type Route } from '../../../api/route';
import { frameworkDeps, KEY } from '../../support/framework-deps';
import { serveOnLoopback } from '../../support/loopback-server';

const MAX = 1024 * 1024;

const table: Route[] = [
  defineRoute({
    operationId: 'test',
    summary: 'A test',
    tag: 'Test',
    method: 'post',
    path: '/upload',
    access: 'programs:write',
    body: { type: 'upload', maxBytes: MAX },
    response: { status: 200, description: 'All', schema: z.unknown() },
    handler: async ({ body }) => {
      const file = await body.read();
      if (file.kind === 'problem') return file;
      const { fileName, mimeType, bytes } = file;
      return reply({
        fileName,
        mimeType,
        size: bytes.length,
        start: bytes.subarray(0, 8).toString('latin1'),
      });
    },
  }),
  defineRoute({
    operationId: 'refuse',
    summary: 'Refuses before it reads',
    tag: 'Test',
    method: 'post',
    path: '/refuse',
    access: 'programs:write',
    body: { type: 'upload', maxBytes: MAX },
    response: { status: 200, description: 'All', schema: z.unknown() },
    handler: () => Promise.resolve({ kind: 'problem', code: 'not_found', detail: 'There is no bot.' }),
  }),
];

const app = createApp(frameworkDeps(), table);
const post = (path = '/upload') => request(app).post(path).set('x-api-key', KEY);
const form = (...parts: string[]) =>
  post()
    .set('content-type', 'multipart/form-data; boundary=xx')
    .send([...parts, '--xx--', ''].join('\r\n'));
const part = (head: string, body: string) => `--xx\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}`;

describe('an upload', () => {
  it('is the one file of a form, with the name and type that it is said to have', async () => {
    const answer = await post().attach('file', Buffer.from('%PDF-1.7'), {
      filename: 'carta de María.pdf',
      contentType: 'application/pdf',
    });
    expect(answer.body).toEqual({
      fileName: 'carta de María.pdf',
      mimeType: 'application/pdf',
      size: 8,
      start: '%PDF-1.7',
    });
  });

  it('may have any field name, and fields beside it', async () => {
    const answer = await post().field('note', 'hola').attach('photo', Buffer.from('bytes'), 'a.txt');
    expect(answer.body).toMatchObject({ fileName: 'a.txt', size: 5 });
  });

  it('may be the body itself, under its own content type', async () => {
    const answer = await post().set('content-type', 'image/png').send(Buffer.from('\x89PNG', 'latin1'));
    expect(answer.body).toEqual({ fileName: null, mimeType: 'image/png', size: 4, start: '\x89PNG' });
  });

  it.each([0, 1, MAX])('of a form may have %i bytes', async (size) => {
    const answer = await post().attach('file', Buffer.alloc(size), 'a.bin');
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ size })]);
  });

  it('as a form is refused one byte past the limit', async () => {
    const answer = await post().attach('file', Buffer.alloc(MAX + 1), 'a.bin');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      413,
      expect.objectContaining({ code: 'body_too_large', detail: expect.stringContaining('1 MB') }),
    ]);
  });

  it('as a body is refused one byte past the limit, though it never said how long it is', async () => {
    const call = post().set('content-type', 'image/png').set('transfer-encoding', 'chunked');
    for (let sent = 0; sent <= MAX; sent += 65_536) call.write(Buffer.alloc(65_536));
    expect((await call).status).toBe(413);
  });

  it('that says it is too long is refused before it is sent', async () => {
    const answer = await post().set('content-type', 'image/png').set('content-length', '1000000000000');
    expect(answer.status).toBe(413);
  });

  it('that nobody reads ends with what its route says', async () => {
    const answer = await post('/refuse').attach('file', Buffer.alloc(MAX), 'a.bin');
    expect(answer.status).toBe(404);
  });
});

describe('an upload that cannot be read', () => {
  it.each([
    ['an empty body', () => post().set('content-type', 'image/png'), 400],
    ['a form without a boundary', () => post().set('content-type', 'multipart/form-data').send('x'), 400],
    ['a form without a file', () => form(part('name="a"', 'b')), 400],
    ['a form without parts', () => form(), 400],
    ['two files', () => post().attach('a', Buffer.from('1'), 'a').attach('b', Buffer.from('2'), 'b'), 400],
    ['a form cut short', () => cutForm(), 400],
    ['a form of twenty fields', () => twentyFields(), 400],
    ['a compressed body', () => post().set('content-encoding', 'gzip').type('image/png').send('x'), 415],
  ])('is refused for %s, and says what to send', async (_what, ask, status) => {
    const answer = await ask();
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      status,
      expect.objectContaining({ hint: expect.stringMatching(/.+/), detail: expect.stringMatching(/.+/) }),
    ]);
  });

  it('because its sender went away leaves the server serving', async () => {
    const server = await serveOnLoopback(app);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const begun =
      `POST /upload HTTP/1.1\r\nhost: a\r\nx-api-key: ${KEY}\r\ncontent-length: 1000\r\n` +
      'content-type: multipart/form-data; boundary=xx\r\n\r\n--xx\r\nContent-Disp';
    await new Promise((resolve) => socket.write(begun, resolve));
    socket.destroy();
    const after = await request(server.url)
      .post('/upload')
      .set('x-api-key', KEY)
      .attach('a', Buffer.from('1'), 'a');
    expect(after.status).toBe(200);
    await server.close();
  });
});

function cutForm() {
  const start = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhal';
  return post().set('content-type', 'multipart/form-data; boundary=xx').send(start);
}

function twentyFields() {
  const call = post();
  for (let field = 0; field < 20; field += 1) call.field(`f${field}`, 'x');
  return call.attach('file', Buffer.from('1'), 'a');
}
