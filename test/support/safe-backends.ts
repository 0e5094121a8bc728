import type { RequestListener } from 'node:http';
import { createSafeHttp, type SafeHttpCall } from '../../activities/conversations/safe-http';
import { serveOnLoopback, type LoopbackServer } from './loopback-server';

interface Seen {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

const servers: LoopbackServer[] = [];

/** Ends every backend that a test began. */
export async function closeBackends(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** A backend that remembers what reached it. */
export async function backend(listener: RequestListener) {
  const seen: Seen[] = [];
  const server = await serveOnLoopback((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      listener(request, response);
    });
  });
  servers.push(server);
  return { url: server.url, host: server.url.replace('http://', ''), seen };
}

/** A call that a test says no more of than it is about. */
export function call(url: string, rest: Partial<SafeHttpCall> = {}): SafeHttpCall {
  return { method: 'GET', url, headers: {}, timeoutMs: 5000, ...rest };
}

/** HTTP for addresses of others, with these hosts allowed on this machine. */
export function httpFor(...hosts: string[]) {
  return createSafeHttp({ allowedHosts: hosts });
}
