import type { IncomingHttpHeaders } from 'node:http';
import { serveOnLoopback } from './loopback-server';

export interface ReceivedWebhook {
  /** Path and query, as they arrived. */
  url: string;
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
  fields: Record<string, string>;
}

/** Stands where the API stands: keeps every webhook and answers as `answer` says (200 otherwise). */
export async function startWebhookReceiver(answer: (received: ReceivedWebhook) => number = () => 200) {
  const received: ReceivedWebhook[] = [];
  const server = await serveOnLoopback((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const rawBody = Buffer.concat(chunks);
      const fields = Object.fromEntries(new URLSearchParams(rawBody.toString()));
      const webhook = { url: req.url ?? '', headers: req.headers, rawBody, fields };
      received.push(webhook);
      res.writeHead(answer(webhook)).end();
    });
  });
  return { ...server, received };
}
