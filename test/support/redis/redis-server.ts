import { endWithMe } from '../end-with-me';
import { freePort } from '../free-port';
import { startServerProcess } from '../../../cli/servers/server-process';
import type { RedisBinary } from './resolve-redis';

export interface RedisServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const START_MS = 10_000;
const GRACE_MS = 3000;

/** Starts a Redis that keeps nothing on disk, on this machine only. */
export async function startRedisServer(
  { path, libraries }: Extract<RedisBinary, { kind: 'ready' }>,
  port?: number,
): Promise<RedisServer> {
  const listening = port ?? (await freePort());
  const ready = Promise.withResolvers<undefined>();
  const started = await startServerProcess({
    command: path,
    args: ['--port', String(listening), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...(libraries !== null && { env: { ...process.env, LD_LIBRARY_PATH: libraries } }),
    onLine: (line) => {
      if (line.includes('Ready to accept connections')) ready.resolve(undefined);
    },
  });
  const server = endWithMe(started);
  void server.exited.then((how) => ready.reject(new Error(`Redis ended: ${how}`)));
  const timer = setTimeout(() => ready.reject(new Error('Redis does not start')), START_MS);
  try {
    await ready.promise;
  } finally {
    clearTimeout(timer);
  }
  return {
    url: `redis://127.0.0.1:${listening}`,
    pid: server.pid,
    stop: () => server.stop('SIGTERM', GRACE_MS),
  };
}
