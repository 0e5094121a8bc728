import type { CalendarTokens, RemoteProviderName, TokensAsked } from '../domain/calendar/connection';
import type { Interval } from '../domain/calendar/free-slots';

/** One step of an authorisation-code flow with PKCE (RFC 6749, RFC 7636). */
export interface AuthorizationRequest {
  redirectUri: string;
  state: string;
  /** S256 of the verifier, base64url. */
  challenge: string;
}

/** The way to the permission of a calendar's owner. */
export interface CalendarAuthorization {
  /** Where the owner gives it. */
  urlFor(request: AuthorizationRequest): Promise<string>;
  exchange(code: { code: string; verifier: string; redirectUri: string }): Promise<TokensAsked>;
  renew(tokens: CalendarTokens): Promise<TokensAsked>;
}

/** What a calendar came up with. `later`: nothing is wrong with the question; ask it again. */
export type Asked<T> =
  | { kind: 'answered'; value: T }
  | { kind: 'unauthorized' }
  | { kind: 'later'; detail: string; retryAfterMs: number | null }
  | { kind: 'refused'; detail: string };

/** An appointment as a calendar is to show it. */
export interface ShownAppointment extends Interval {
  /** Ours; the calendar keeps it, so that what was asked for twice is there once. */
  id: string;
  title: string;
  place: string | null;
  note: string | null;
  /** What the calendar calls it; null where it was not shown, or its answer was lost. */
  externalId: string | null;
}

/** Somebody's calendar at a provider. Every method may be called again for the same and has one effect. */
export interface RemoteCalendar {
  /** What takes the owner's time in there, without appointments of these ids of ours. */
  busy(token: string, within: Interval, but: readonly string[]): Promise<Asked<Interval[]>>;
  /** Makes the calendar show the appointment as it is; gives the calendar's own id for it. */
  show(token: string, appointment: ShownAppointment): Promise<Asked<string>>;
  /** Takes the appointment out, if it is there. */
  remove(token: string, appointment: ShownAppointment): Promise<Asked<null>>;
}

/** A provider that this installation is set up for. */
export interface CalendarProvider {
  authorization: CalendarAuthorization;
  calendar: RemoteCalendar;
}

export type CalendarProviders = Partial<Readonly<Record<RemoteProviderName, CalendarProvider>>>;
