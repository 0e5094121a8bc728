import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { freePort } from '../free-port';

export interface RedisDoor {
  /** The Redis of the tests behind a port where nobody listens at first. */
  url: string;
  open(): void;
  close(): Promise<void>;
}

export async function redisDoor(redisUrl: string): Promise<RedisDoor> {
  const behind = new URL(redisUrl);
  const port = await freePort();
  const server = createServer((socket) => {
    const onward = connect(Number(behind.port || 6379), behind.hostname);
    pipeline(socket, onward, socket, () => undefined);
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    open: () => void server.listen(port, '127.0.0.1'),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
