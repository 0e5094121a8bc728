import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  /** Ends at once, cutting every open connection: a fake may hold some on purpose. */
  close(): Promise<void>;
}

/** Serves on this machine only; port 0 takes a free one. */
export async function serveOnLoopback(listener: RequestListener, port = 0): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
