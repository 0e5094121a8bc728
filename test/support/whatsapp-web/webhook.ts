import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { until } from '../pace';

/** Less than a test may take. */
const PATIENCE_MS = 30_000;

export interface Taken {
  path: string;
  rawBody: Buffer;
  body: unknown;
  headers: Record<string, string | undefined>;
}

export type Webhook = Awaited<ReturnType<typeof startWebhook>>;

/** Hilo's side of the webhook: answers as it is told, and keeps what it took. */
export async function startWebhook() {
  const taken: Taken[] = [];
  let status = 200;
  let seen = 0;
  const take = async (req: IncomingMessage, res: ServerResponse) => {
    const rawBody = await buffer(req);
    seen += 1;
    const headers = Object.fromEntries(
      Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
    );
    const body: unknown = JSON.parse(rawBody.toString());
    if (status < 300) taken.push({ path: req.url ?? '', rawBody, body, headers });
    res.writeHead(status).end();
  };
  const server = createServer((req, res) => void take(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const untilSo = async (isSo: () => boolean): Promise<void> => {
    await until({ for: String(isSo), look: isSo, is: (so) => so, everyMs: 10, patienceMs: PATIENCE_MS });
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The status of every further answer. */
    answer(next: number): void {
      status = next;
    },
    taken: () => taken,
    /** Resolves once so many posts came, taken or not. */
    seen: (count: number) => untilSo(() => seen >= count),
    until: untilSo,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
