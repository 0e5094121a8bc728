import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHttpExchange } from '../../../channels/http-exchange';
import { multipart } from '../../../channels/multipart';
import { serveOnLoopback } from '../../support/loopback-server';
import { readForm } from '../../support/read-form';
import type { LoopbackServer } from '../../support/loopback-server';

/** No UTF-8: read as text, these bytes would come back as others. */
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x80, 0x0a]);
const exchange = createHttpExchange();
const call = { method: 'GET' as const, headers: {}, timeoutMs: 2000 };

let server: LoopbackServer;
let received: { body: Buffer; contentType: string | undefined } | null;
let answer: (res: ServerResponse) => void;

beforeAll(async () => {
  server = await serveOnLoopback((req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      received = { body: Buffer.concat(chunks), contentType: req.headers['content-type'] };
      answer(res);
    });
  });
});
beforeEach(() => {
  received = null;
  answer = (res) => res.end(PICTURE);
});
afterAll(() => server.close());

describe('an HTTP exchange', () => {
  it('gives the bytes of a file as they came, when they are asked for', async () => {
    const result = await exchange({ ...call, url: server.url, wantsBytes: true });
    expect(result).toMatchObject({ kind: 'answered', status: 200, text: '' });
    expect(result.kind === 'answered' && result.bytes?.equals(PICTURE)).toBe(true);
  });

  it('gives the words of a refusal even when bytes were asked for', async () => {
    answer = (res) => res.writeHead(404).end('{"error":"gone"}');
    const result = await exchange({ ...call, url: server.url, wantsBytes: true });
    expect(result).toEqual({
      kind: 'answered',
      status: 404,
      headers: expect.any(Object),
      text: '{"error":"gone"}',
    });
  });

  it('stops reading an answer that is too long, and says that it was', async () => {
    answer = (res) => res.end(Buffer.alloc(300_000));
    const result = await exchange({ ...call, url: server.url, wantsBytes: true, maxBytes: 1000 });
    expect(result).toMatchObject({ kind: 'unanswered', tooLong: true });
    expect(await exchange({ ...call, url: server.url, maxBytes: 300_000 })).toMatchObject({ status: 200 });
  });

  it('takes a form with a file, and brings every byte of it over', async () => {
    const file = { field: 'file', bytes: PICTURE, fileName: 'día "1".jpg', mimeType: 'image/jpeg' };
    const { contentType, body } = await multipart({ messaging_product: 'whatsapp' }, [file]);
    await exchange({
      ...{ method: 'POST', url: server.url, headers: { 'content-type': contentType } },
      ...{ bodyBytes: body, timeoutMs: 2000 },
    });
    const form = readForm(received!.body, received!.contentType);
    expect(form?.fields).toEqual({ messaging_product: 'whatsapp' });
    expect(form?.files).toMatchObject([{ field: 'file', fileName: 'día "1".jpg', mimeType: 'image/jpeg' }]);
    expect(form?.files[0]?.bytes.equals(PICTURE)).toBe(true);
  });
});
