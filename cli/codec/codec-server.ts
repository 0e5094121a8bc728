import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { PayloadCodec } from '@temporalio/common';
import { z } from 'zod';

export interface CodecServerOptions {
  codec: PayloadCodec;
  port: number;
  /** The addresses of Web UIs whose pages may ask, such as `http://127.0.0.1:8233`. */
  origins: readonly string[];
}

export interface CodecServer {
  url: string;
  stop(): Promise<void>;
}

const base64 = z.base64().transform((written) => Buffer.from(written, 'base64'));

/** Payloads as the Web UI and the temporal command write them: protobuf's JSON. */
const payloadsBody = z.object({
  payloads: z.array(
    z.object({ metadata: z.record(z.string(), base64).default({}), data: base64.default(Buffer.alloc(0)) }),
  ),
});

/** A page of another site can make a browser ask a name of its own that leads here. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
/** More than any history's page. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Opens and closes payloads for the Web UI, as Temporal's remote codec. It listens on this machine alone, and
 * answers programs and the pages of the given origins: who can reach it can read every history.
 */
export async function startCodecServer({ codec, port, origins }: CodecServerOptions): Promise<CodecServer> {
  const server = createServer((req, res) => {
    answer(req, res, { codec, origins }).catch(() =>
      end(res, 400, { message: 'These payloads cannot be read.' }),
    );
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  { codec, origins }: Pick<CodecServerOptions, 'codec' | 'origins'>,
): Promise<void> {
  const { origin } = req.headers;
  if (!mayAsk(req, origins)) return end(res, 403, { message: 'Only the Web UI of this machine may ask.' });
  if (origin !== undefined) allowOrigin(res, origin);
  if (req.method === 'OPTIONS') return end(res, 204);
  const work = req.method === 'POST' ? workOf(codec, req.url ?? '') : null;
  if (work === null) return end(res, 404, { message: 'POST payloads to /encode or /decode.' });
  if (!isModestJson(req)) return end(res, 415, { message: 'Send application/json of a history’s size.' });
  const { payloads } = payloadsBody.parse(await json(req));
  end(res, 200, { payloads: (await work(payloads)).map(written) });
}

function mayAsk({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  return (
    LOOPBACK.test(headers.host ?? '') && (headers.origin === undefined || origins.includes(headers.origin))
  );
}

/** A form of another site could be posted without asking; JSON cannot. */
function isModestJson({ headers }: IncomingMessage): boolean {
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  return isJson && Number(headers['content-length'] ?? Infinity) <= MOST_BYTES;
}

function workOf(codec: PayloadCodec, url: string): PayloadCodec['decode'] | null {
  if (url.endsWith('/decode')) return (payloads) => codec.decode(payloads);
  return url.endsWith('/encode') ? (payloads) => codec.encode(payloads) : null;
}

function written({ metadata, data }: Awaited<ReturnType<PayloadCodec['decode']>>[number]) {
  const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const entries = Object.entries(metadata ?? {}).map(([key, value]) => [key, text(value)]);
  return { metadata: Object.fromEntries(entries) as Record<string, string>, data: text(data) };
}

function allowOrigin(res: ServerResponse, origin: string): void {
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-allow-credentials', 'true');
  res.setHeader('access-control-allow-methods', 'POST, OPTIONS');
  res.setHeader('access-control-allow-headers', 'content-type, x-namespace, authorization');
  res.setHeader('vary', 'origin');
}

function end(res: ServerResponse, status: number, body?: object): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(body === undefined ? undefined : JSON.stringify(body));
}
