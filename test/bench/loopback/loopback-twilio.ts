import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a provider takes to answer. */
const ANSWERS_AFTER_MS = 50;

export type LoopbackTwilio = Awaited<ReturnType<typeof startLoopbackTwilio>>;

/** A provider that takes every message after 50 ms and remembers nothing but when: it costs next to nothing itself. */
export async function startLoopbackTwilio() {
  const acceptedAt: number[] = [];
  let made = 0;
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      setTimeout(() => {
        acceptedAt.push(Date.now());
        const sid = `SM${(made += 1).toString(16).padStart(32, '0')}`;
        res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid }));
      }, ANSWERS_AFTER_MS);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    acceptedAt,
    settings(messagesPerSecond: number): Record<string, string> {
      return {
        TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'loopback',
        TWILIO_WHATSAPP_FROM: '+15005550006',
        TWILIO_API_BASE_URL: `http://127.0.0.1:${port}`,
        TWILIO_MESSAGES_PER_SECOND: String(messagesPerSecond),
      };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
