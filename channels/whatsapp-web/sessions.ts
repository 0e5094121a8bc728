import { createHttpExchange, type Exchange, type HttpExchange } from '../http-exchange';
import { askBridge, bearer, bodyOf } from './bridge-line';
import { sessionList, sessionState, type SessionState } from './wire';

/** Where the bridge is, and what it lets in with. */
export interface BridgeAccess {
  bridgeUrl: string;
  token: string;
  exchange?: HttpExchange | undefined;
}

/** What asking the bridge about a session came to. */
export type SessionAnswer = { kind: 'state'; session: SessionState } | { kind: 'no-answer'; detail: string };

/** The sessions that the bridge holds, one a bot. */
export interface BridgeSessions {
  get(botId: string): Promise<SessionAnswer>;
  start(botId: string): Promise<SessionAnswer>;
  /** Ends the browser; the phone stays paired. */
  stop(botId: string): Promise<SessionAnswer>;
  /** Takes the device off the phone and forgets it. */
  logOut(botId: string): Promise<SessionAnswer>;
  /** Of every bot that has one; null where the bridge gives no answer. */
  all(): Promise<Readonly<Record<string, SessionState>> | null>;
}

/** Somebody looks at a page meanwhile. */
const TIMEOUT_MS = 3_000;
/** A page may take its time to say good-bye to the phone. */
const LOG_OUT_TIMEOUT_MS = 15_000;

/** Asks the bridge for its sessions and tells it what to do about them; never throws for what a network does. */
export function createBridgeSessions({
  bridgeUrl,
  token,
  exchange = createHttpExchange(),
}: BridgeAccess): BridgeSessions {
  const base = bridgeUrl.replace(/\/+$/, '');
  const ask = async (botId: string, method: 'GET' | 'POST' | 'DELETE', part = '') => {
    const timeoutMs = method === 'DELETE' ? LOG_OUT_TIMEOUT_MS : TIMEOUT_MS;
    return answerOf(
      await askBridge({ exchange, bridgeUrl: base, token, botId, timeoutMs }, { method, part }),
    );
  };
  return {
    get: (botId) => ask(botId, 'GET'),
    start: (botId) => ask(botId, 'POST', '/start'),
    stop: (botId) => ask(botId, 'POST', '/stop'),
    logOut: (botId) => ask(botId, 'DELETE'),
    async all() {
      const call = { method: 'GET', url: `${base}/sessions`, headers: bearer({ token }) } as const;
      const answer = await exchange({ ...call, timeoutMs: TIMEOUT_MS });
      return bodyOf(answer, sessionList)?.sessions ?? null;
    },
  };
}

function answerOf(exchange: Exchange): SessionAnswer {
  const session = bodyOf(exchange, sessionState);
  if (session) return { kind: 'state', session };
  const detail = exchange.kind === 'answered' ? `it answered ${exchange.status}` : exchange.detail;
  return { kind: 'no-answer', detail: `The bridge to WhatsApp Web gives no answer: ${detail}` };
}
