import { LRUCache } from 'lru-cache';
import { createHttpExchange, type HttpExchange } from '../channels/http-exchange';
import type { SendBody, SessionState } from '../channels/whatsapp-web/wire';
import type { Logger } from '../observability/logger';
import { deliver } from './deliver';
import { openOutbox, type Outbox, type OutboxSettings } from './outbox';
import { Session } from './session';
import { sessionFolder, wantedSessions } from './session-folder';
import type { WebClient, WebLibrary, WebMessage } from './web-client';
import { sentTo, write, type Written } from './write';

export interface SessionsParts {
  library: () => WebLibrary;
  /** The folder of all sessions. */
  root: string;
  /** Where the API of Hilo is. */
  apiUrl: string;
  token: string;
  logger: Logger;
  exchange?: HttpExchange;
  pauseMs?: OutboxSettings['pauseMs'];
  restartMs?: number;
  /** Messages that may wait for one page; one is written after another. */
  mostWaiting?: number;
}

export type Sessions = Awaited<ReturnType<typeof openSessions>>;

/** One bot's session with all that goes with it. */
interface Line {
  session: Session;
  outbox: Outbox;
  waiting: number;
  /** What is being written, so that the next message waits for it. */
  last: Promise<unknown>;
}

const REMEMBERED = 10_000;
const MOST_WAITING = 20;
const OFF: SessionState = { state: 'stopped', qr: null, number: null, reason: null };

async function openLine(
  botId: string,
  parts: SessionsParts & { exchange: HttpExchange },
  attempts: LRUCache<string, string>,
): Promise<Line> {
  const { apiUrl, token, logger, exchange, library, pauseMs, restartMs } = parts;
  const folder = sessionFolder(parts.root, botId);
  await folder.make();
  const outbox = await openOutbox({
    folder: folder.events,
    deliver: (event) => deliver({ exchange, apiUrl, token, botId }, event),
    logger,
    ...(pauseMs && { pauseMs }),
  });
  const session = new Session({
    ...{ botId, library, folder, outbox, logger },
    attemptOf: (messageId) => attempts.get(messageId) ?? null,
    ...(restartMs !== undefined && { restartMs }),
  });
  return { session, outbox, waiting: 0, last: Promise.resolve() };
}

/** The sessions of all bots; those that ran when the bridge went run again. */
export async function openSessions(parts: SessionsParts) {
  const { exchange = createHttpExchange(), mostWaiting = MOST_WAITING } = parts;
  const lines = new Map<string, Promise<Line>>();
  const attempts = new LRUCache<string, string>({ max: REMEMBERED });

  const lineOf = (botId: string): Promise<Line> => {
    const known = lines.get(botId) ?? openLine(botId, { ...parts, exchange }, attempts);
    lines.set(botId, known);
    return known;
  };
  const clientOf = async (botId: string): Promise<WebClient | null> =>
    (await lines.get(botId))?.session.ready() ?? null;

  for (const botId of await wantedSessions(parts.root)) await (await lineOf(botId)).session.start();

  return {
    state: async (botId: string): Promise<SessionState> => (await lines.get(botId))?.session.state() ?? OFF,

    async all(): Promise<Record<string, SessionState>> {
      const held = [...lines].map(async ([botId, line]) => [botId, (await line).session.state()] as const);
      return Object.fromEntries(await Promise.all(held));
    },

    start: async (botId: string) => (await lineOf(botId)).session.start(),
    stop: async (botId: string) => (await lines.get(botId))?.session.stop({ isWanted: false }),
    logOut: async (botId: string) => (await lineOf(botId)).session.logOut(),

    /** Writes one message after those that wait already. */
    async write(botId: string, wish: SendBody): Promise<Written | { kind: 'too-many' }> {
      const line = await lines.get(botId);
      if (!line?.session.ready()) return { kind: 'not-ready' };
      if (line.waiting >= mostWaiting) return { kind: 'too-many' };
      line.waiting += 1;
      const writing = line.last.then(() => writeNow(line, wish)).finally(() => (line.waiting -= 1));
      line.last = writing.catch(() => undefined);
      return writing;
    },

    async sent(botId: string, to: string): Promise<WebMessage[] | null> {
      const client = await clientOf(botId);
      return client ? sentTo(client, to).catch(() => null) : null;
    },

    /** A message that a person sent; null where the page does not have it, or nobody is signed in. */
    async message(botId: string, messageId: string): Promise<WebMessage | null> {
      return (await clientOf(botId))?.getMessageById(messageId).catch(() => null) ?? null;
    },

    /** Ends the browsers and the telling; what was not told waits on disk. */
    async close(): Promise<void> {
      for (const line of await Promise.all(lines.values())) {
        await line.session.stop({ isWanted: true });
        await line.outbox.close();
      }
    },
  };

  async function writeNow({ session }: Line, wish: SendBody): Promise<Written> {
    const client = session.ready();
    if (!client) return { kind: 'not-ready' };
    const written = await write(client, parts.library(), wish);
    if (written.kind === 'written') attempts.set(written.id, wish.attemptId);
    return written;
  }
}
