import type { CalendarTokens, OpenConnection } from '../domain/calendar/calendar-connection';
import type { EpochMs } from '../domain/time/moments';
import type { CalendarFailure, CalendarProvider, CalendarProviders } from './calendar-provider';

/** What becomes of the tokens of a connection that was looked at; null leaves them. */
export type Renewal = CalendarTokens | 'revoked' | null;

/** Where connections are kept, with tokens that are sealed there. */
export interface ConnectionRows {
  open(accountId: string): Promise<OpenConnection | null>;
  /** Holds the connection while it is looked at, so that of all processes one at a time renews it. */
  renew(
    accountId: string,
    look: (connection: OpenConnection) => Promise<Renewal>,
    now: EpochMs,
  ): Promise<OpenConnection | null>;
}

export interface CalendarLinkDeps {
  connections: ConnectionRows;
  providers: CalendarProviders;
  now: () => EpochMs;
}

/** `none`: the account has no calendar elsewhere. */
export type Asked<T> = T | CalendarFailure | { kind: 'none' };

export type CalendarLink = ReturnType<typeof createCalendarLink>;

/** A token that ends sooner than this is renewed before it is used. */
const MARGIN_MS = 120_000;
/** A provider that wants a longer pause than this is away. */
const LONGEST_PAUSE_MS = 1_000;
const TRIES = 3;

interface Token {
  kind: 'token';
  provider: CalendarProvider;
  accessToken: string;
}

/** Asks the provider of an account's calendar, with a token that is good. */
export function createCalendarLink({ connections, providers, now }: CalendarLinkDeps) {
  const renewing = new Map<string, Promise<Asked<Token>>>();

  /** One renewal of an account in this process; a second process waits for the row. */
  const renewed = (accountId: string, stale: string): Promise<Asked<Token>> => {
    const under =
      renewing.get(accountId) ?? renew(accountId, stale).finally(() => renewing.delete(accountId));
    renewing.set(accountId, under);
    return under;
  };

  async function renew(accountId: string, stale: string): Promise<Asked<Token>> {
    const met: { failure: CalendarFailure | null } = { failure: null };
    const look = async ({ state, provider, tokens }: OpenConnection): Promise<Renewal> => {
      if (state === 'revoked' || tokens.accessToken !== stale) return null;
      const answer = (await providers.of(provider)?.refresh(tokens.refreshToken)) ?? NOT_SET_UP;
      if (answer.kind === 'granted') return answer.tokens;
      met.failure = answer;
      return answer.kind === 'revoked' ? 'revoked' : null;
    };
    const connection = await connections.renew(accountId, look, now());
    if (met.failure === null) return tokenOf(connection);
    // A renewal that failed harms nothing while the token still lasts.
    const lasts = connection?.state === 'connected' && connection.tokens.expiresAt > now();
    return lasts ? tokenOf(connection) : met.failure;
  }

  function tokenOf(connection: OpenConnection | null): Asked<Token> {
    if (connection === null) return { kind: 'none' };
    if (connection.state === 'revoked') return { kind: 'revoked', detail: 'the connection was revoked' };
    const provider = providers.of(connection.provider);
    const { accessToken } = connection.tokens;
    return provider === null ? NOT_SET_UP : { kind: 'token', provider, accessToken };
  }

  async function goodToken(accountId: string): Promise<Asked<Token>> {
    const connection = await connections.open(accountId);
    const token = tokenOf(connection);
    if (connection === null || token.kind !== 'token') return token;
    const { accessToken, expiresAt } = connection.tokens;
    return expiresAt - now() > MARGIN_MS ? token : renewed(accountId, accessToken);
  }

  return {
    /** Calls again what fails for a moment, and once more with a new token where one is not taken. */
    async ask<T extends { kind: string }>(
      accountId: string,
      call: (provider: CalendarProvider, accessToken: string) => Promise<T | CalendarFailure>,
    ): Promise<Asked<T>> {
      const token = await goodToken(accountId);
      if (token.kind !== 'token') return token;
      const answer = await patiently(() => call(token.provider, token.accessToken));
      if (!isUnauthorized(answer)) return answer;
      const fresh = await renewed(accountId, token.accessToken);
      return fresh.kind === 'token' ? patiently(() => call(fresh.provider, fresh.accessToken)) : fresh;
    },
  };
}

const NOT_SET_UP: CalendarFailure = {
  kind: 'refused',
  detail: 'the provider of the calendar is not set up on this server any more',
  status: 0,
};

function isUnauthorized(answer: { kind: string }): boolean {
  return answer.kind === 'unauthorized';
}

function isBrief(answer: object): answer is { retryAfterMs: number } {
  return 'retryAfterMs' in answer && Number(answer.retryAfterMs) <= LONGEST_PAUSE_MS;
}

async function patiently<T extends object>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const answer = await call();
    if (tried === TRIES || !isBrief(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs));
  }
}
