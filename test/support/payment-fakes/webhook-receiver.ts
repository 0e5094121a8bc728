import type { PaymentWebhook } from '../../../payments/payment';
import { serveOnLoopback } from '../loopback-server';

/** Keeps every webhook as it came, and answers 200. */
export async function receiveWebhooks() {
  const received: PaymentWebhook[] = [];
  const server = await serveOnLoopback((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      received.push(
        webhookOf({
          url: `${server.url}${req.url ?? ''}`,
          headers: req.headers,
          body: Buffer.concat(chunks),
        }),
      );
      res.end();
    });
  });
  return { url: `${server.url}/webhook`, received, close: server.close };
}

export function webhookOf(request: {
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer | string;
}): PaymentWebhook {
  return {
    url: request.url,
    rawBody: Buffer.from(request.body),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
  };
}
