import type { CalendarProviderName, CalendarTokens } from '../domain/calendar/calendar-connection';
import type { Interval } from '../domain/calendar/free-slots';
import type { EpochMs } from '../domain/time/moments';

/**
 * Why a call came to nothing. `away`: the same call may do later. `unauthorized`: the access token is not taken.
 * `revoked`: the refresh token is not good any more, and only its owner can give another. `refused`: the same call
 * will never do; `status` is the answer's.
 */
export type CalendarFailure =
  | { kind: 'away'; detail: string; retryAfterMs: number }
  | { kind: 'unauthorized' | 'revoked'; detail: string }
  | { kind: 'refused'; detail: string; status: number };

export type Granted = { kind: 'granted'; tokens: CalendarTokens } | CalendarFailure;

/** An appointment as calendars show it. */
export interface ShownEvent {
  appointmentId: string;
  /** Of the appointment; grows with each change. */
  version: number;
  title: string;
  place: string | null;
  note: string | null;
  startsAt: EpochMs;
  endsAt: EpochMs;
}

/** What an authorisation is begun with: OAuth's authorisation code with PKCE (RFC 6749, RFC 7636). */
export interface AuthorizationWish {
  state: string;
  /** Of the verifier, by S256. */
  challenge: string;
  redirectUri: string;
}

/** One provider of calendars. No call throws for what a provider or a network does. */
export interface CalendarProvider {
  name: CalendarProviderName;
  /** Where the owner of a calendar lets Hilo in. */
  authorizeUrl(wish: AuthorizationWish): string;
  redeem(grant: { code: string; verifier: string; redirectUri: string }): Promise<Granted>;
  refresh(refreshToken: string): Promise<Granted>;
  /** Whether the provider itself forgot the tokens; false where only the owner can have it do so. */
  revoke(refreshToken: string): Promise<boolean>;
  identify(
    accessToken: string,
  ): Promise<{ kind: 'known'; owner: string; calendar: string } | CalendarFailure>;
  /** What takes the owner's time, in any order; what Hilo shows there is among it. */
  busy(accessToken: string, within: Interval): Promise<{ kind: 'read'; busy: Interval[] } | CalendarFailure>;
  /** Makes the event, or makes it what it is now; however often it is asked, there is one of an appointment. */
  put(
    accessToken: string,
    event: ShownEvent,
    known: string | null,
  ): Promise<{ kind: 'put'; eventId: string } | CalendarFailure>;
  /** Takes the event away, also where its id was never heard of; what is gone already stays so. */
  remove(
    accessToken: string,
    event: { appointmentId: string; known: string | null },
  ): Promise<{ kind: 'removed' } | CalendarFailure>;
}

/** The providers that are set up here. */
export interface CalendarProviders {
  /** Null for one that is not set up. */
  of(name: CalendarProviderName): CalendarProvider | null;
  names: readonly CalendarProviderName[];
}
