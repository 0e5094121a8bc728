import express from 'express';
import type { Request, Response } from 'express';
import type { CallbackMessage } from '../../../channels/botpress/message-body';
import { serveOnLoopback } from '../loopback-server';

/** How one call is to go wrong, or in which words it is to go right. */
export type BotpressTurn =
  | { kind: 'answer'; status: number; body?: object; retryAfterSeconds?: number }
  | { kind: 'hang' }
  | { kind: 'reset' };

/** A call of the webhook, whatever was answered. */
export interface WebhookCall {
  body: unknown;
  secret: string | undefined;
  /** The x-hilo-signature, and the bytes it is over. */
  signature: string | undefined;
  raw: string;
  at: number;
}

export interface FakeBotpressOptions {
  webhookSecret?: string;
  token?: string;
  botId?: string;
  table?: string;
}

const LARGEST_PAGE = 1000;

/** Starts an external bot on this machine: a webhook that records its calls, and a progress table. */
export async function startFakeBotpress(options: FakeBotpressOptions = {}) {
  const { webhookSecret = 'fake-bp-secret', token = 'fake-bp-token' } = options;
  const { botId = 'fake-bot', table = 'DataJsonProgressTable' } = options;
  const calls: WebhookCall[] = [];
  const tableCalls: { limit: number; offset: number }[] = [];
  const webhookTurns: BotpressTurn[] = [];
  const tableTurns: BotpressTurn[] = [];
  const files = new Map<string, { bytes: Buffer; mimeType: string }>();
  let rows: object[] = [];

  const app = express();
  app.get('/files/:name', (req, res) => {
    const file = files.get(req.params.name);
    if (!file) return void res.status(404).end();
    res.type(file.mimeType).send(file.bytes);
  });
  app.post('/webhook', express.text({ type: 'application/json' }), (req, res) => {
    const secret = req.get('x-bp-secret');
    const raw = String(req.body);
    const signature = req.get('x-hilo-signature');
    calls.push({ body: JSON.parse(raw) as unknown, secret, signature, raw, at: Date.now() });
    if (secret !== webhookSecret) return void res.status(401).json({ message: 'Unauthorized' });
    if (takeTurn(webhookTurns.shift(), res)) return;
    res.status(200).json({});
  });
  app.post('/v1/tables/:table/rows/find', express.json(), (req, res) => {
    const { limit = 100, offset = 0 } = req.body as { limit?: number; offset?: number };
    tableCalls.push({ limit, offset });
    const refusal = refusalOf(req, { token, botId, table, limit });
    if (refusal) return void res.status(refusal.status).json({ message: refusal.message });
    if (takeTurn(tableTurns.shift(), res)) return;
    const page = rows.slice(offset, offset + limit);
    res.json({ rows: page, hasMore: offset + limit < rows.length, offset, limit, warnings: [] });
  });

  const server = await serveOnLoopback(app);
  return {
    webhookUrl: `${server.url}/webhook`,
    webhookSecret,
    apiBaseUrl: `${server.url}/v1`,
    token,
    botId,
    table,
    /** Every webhook call in order. */
    calls,
    /** Every read of the table in order. */
    tableCalls,
    /** The messages that bots posted, the last delivery of each, in the order of their first. */
    messages: (): CallbackMessage[] => [...new Map(calls.flatMap(messageIn)).values()],
    /** A file a person sends, and where it is to be fetched. */
    addFile: (name: string, file: { bytes: Buffer; mimeType: string }): string => {
      files.set(name, file);
      return `${server.url}/files/${name}`;
    },
    /** The next webhook calls go so, one each. */
    scriptWebhook: (...turns: BotpressTurn[]) => void webhookTurns.push(...turns),
    /** The next reads of the table go so, one each. */
    scriptTable: (...turns: BotpressTurn[]) => void tableTurns.push(...turns),
    /** Replaces the table; ids and times are added as Botpress does. */
    setRows: (contents: object[]) => {
      const at = new Date().toISOString();
      rows = contents.map((row, index) => ({
        id: index + 1,
        createdAt: at,
        updatedAt: at,
        computed: {},
        ...row,
      }));
    },
    close: () => server.close(),
  };
}
export type FakeBotpress = Awaited<ReturnType<typeof startFakeBotpress>>;

/** What the receiver keeps a message by; nothing for a day. */
function messageIn({ body }: WebhookCall): [string, CallbackMessage][] {
  const message = body as CallbackMessage | { messageId?: undefined };
  return message.messageId === undefined ? [] : [[message.messageId, message]];
}

/** True when the turn took the answer over. */
function takeTurn(turn: BotpressTurn | undefined, res: Response): boolean {
  if (turn === undefined) return false;
  if (turn.kind === 'reset') res.req.socket.resetAndDestroy();
  if (turn.kind === 'answer') {
    if (turn.retryAfterSeconds !== undefined) res.set('Retry-After', String(turn.retryAfterSeconds));
    res.status(turn.status).json(turn.body ?? {});
  }
  return true;
}

function refusalOf(req: Request, known: { token: string; botId: string; table: string; limit: number }) {
  if (req.get('authorization') !== `Bearer ${known.token}`) return { status: 401, message: 'Unauthorized' };
  if (req.get('x-bot-id') !== known.botId) return { status: 403, message: 'Forbidden' };
  if (req.params['table'] !== known.table) return { status: 404, message: 'Table not found' };
  if (known.limit > LARGEST_PAGE) return { status: 400, message: `limit must be at most ${LARGEST_PAGE}` };
  return null;
}
