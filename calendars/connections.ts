import type { CalendarConnection, CalendarTokens, TokensAsked } from '../domain/calendar/connection';
import type { EpochMs } from '../domain/time/moments';
import type { Asked, CalendarProviders, RemoteCalendar } from './calendar';

/** Where connections are kept; tokens are sealed there. */
export interface ConnectionRows {
  open(accountId: string): Promise<(CalendarConnection & { tokens: CalendarTokens }) | null>;
  /** Has one process at a time renew the tokens of a connection; the others get what it got. */
  renew(
    connection: { accountId: string; id: string },
    renew: (tokens: CalendarTokens) => Promise<TokensAsked>,
  ): Promise<TokensAsked>;
  markBroken(accountId: string, id: string, reason: string): Promise<void>;
}

export interface ConnectedCalendarsDeps {
  connections: ConnectionRows;
  providers: CalendarProviders;
  now: () => EpochMs;
}

/** What a question to the account's calendar came to. `none`: the account has no calendar but ours. */
export type CalendarAsked<T> =
  { kind: 'none' } | { kind: 'not-connected'; reason: string } | Exclude<Asked<T>, { kind: 'unauthorized' }>;

export type ConnectedCalendars = ReturnType<typeof createConnectedCalendars>;

/** Tokens that end sooner are renewed first: a request takes its time, and clocks differ. */
const MARGIN_MS = 60_000;

/** Asks the calendars that accounts connected; a permission that was taken back is noticed and written down. */
export function createConnectedCalendars({ connections, providers, now }: ConnectedCalendarsDeps) {
  const isFresh = ({ expiresAt }: CalendarTokens): boolean => expiresAt - MARGIN_MS > now();

  return {
    async ask<T>(
      accountId: string,
      question: (calendar: RemoteCalendar, token: string) => Promise<Asked<T>>,
    ): Promise<CalendarAsked<T>> {
      const connection = await connections.open(accountId);
      if (!connection) return { kind: 'none' };
      const { id, broken, tokens: kept } = connection;
      if (broken) return { kind: 'not-connected', reason: broken.reason };
      const provider = providers[connection.provider];
      if (!provider) return { kind: 'not-connected', reason: `${connection.provider} is not set up here` };
      const { authorization, calendar } = provider;
      // A token that was refused is renewed whatever its end says, unless somebody did so meanwhile.
      const renewed = (refused: string | null) =>
        connections.renew({ accountId, id }, async (tokens) =>
          isFresh(tokens) && tokens.access !== refused
            ? { kind: 'tokens', tokens }
            : authorization.renew(tokens),
        );

      let asked: TokensAsked = isFresh(kept) ? { kind: 'tokens', tokens: kept } : await renewed(null);
      let answer: Asked<T> = { kind: 'unauthorized' };
      if (asked.kind === 'tokens') answer = await question(calendar, asked.tokens.access);
      if (asked.kind === 'tokens' && answer.kind === 'unauthorized') {
        asked = await renewed(asked.tokens.access);
        if (asked.kind === 'tokens') answer = await question(calendar, asked.tokens.access);
      }
      return outcomeOf(asked, answer, (reason) => connections.markBroken(accountId, id, reason));
    },
  };
}

async function outcomeOf<T>(
  asked: TokensAsked,
  answer: Asked<T>,
  markBroken: (reason: string) => Promise<void>,
): Promise<CalendarAsked<T>> {
  if (asked.kind === 'away') return { kind: 'later', detail: asked.detail, retryAfterMs: null };
  if (asked.kind === 'tokens' && answer.kind !== 'unauthorized') return answer;
  const reason = asked.kind === 'revoked' ? asked.detail : 'the calendar refuses what it gave itself';
  await markBroken(reason);
  return { kind: 'not-connected', reason };
}
