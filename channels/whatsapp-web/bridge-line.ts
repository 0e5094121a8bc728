import type { Exchange, HttpCall, HttpExchange } from '../http-exchange';

/** The way to one bot's session in the bridge. */
export interface BridgeLine {
  exchange: HttpExchange;
  /** The bridge's address, without a slash at the end. */
  bridgeUrl: string;
  token: string;
  /** The session's name. */
  botId: string;
  timeoutMs: number;
}

/** Where a session, or a part of it, is in the bridge. */
export function sessionUrl({ bridgeUrl, botId }: Pick<BridgeLine, 'bridgeUrl' | 'botId'>, part = ''): string {
  return `${bridgeUrl}/sessions/${encodeURIComponent(botId)}${part}`;
}

export function bearer({ token }: Pick<BridgeLine, 'token'>): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Asks the bridge about its session, with exactly one call. */
export function askBridge(
  line: BridgeLine,
  { method, part, body }: { method: HttpCall['method']; part?: string; body?: object },
): Promise<Exchange> {
  return line.exchange({
    method,
    url: sessionUrl(line, part),
    headers: { ...bearer(line), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    timeoutMs: line.timeoutMs,
  });
}

/** The body of a success in the shape it should have; null for everything else. */
export function bodyOf<Body>(
  exchange: Exchange,
  shape: { safeParse(value: unknown): { data?: Body | undefined } },
): Body | null {
  if (exchange.kind !== 'answered' || exchange.status >= 300) return null;
  return readBody(exchange.text, shape);
}

/** A text as JSON of a shape; null where it is not. */
export function readBody<Body>(
  text: string,
  shape: { safeParse(value: unknown): { data?: Body | undefined } },
): Body | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
