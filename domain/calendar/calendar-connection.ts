import type { EpochMs } from '../time/moments';
import type { Appointment } from './appointment';

export const CALENDAR_PROVIDERS = ['google', 'outlook'] as const;
export type CalendarProviderName = (typeof CALENDAR_PROVIDERS)[number];

/** A person's calendar elsewhere that shows an account's appointments, and says when that person is busy. */
export interface CalendarConnection {
  id: string;
  accountId: string;
  provider: CalendarProviderName;
  /** `revoked`: the provider takes no token of it any more, until somebody connects it again. */
  state: 'connected' | 'revoked';
  /** Whose calendar it is, as the provider calls them: an address. */
  owner: string;
  /** What the provider calls the calendar. */
  calendar: string;
  /** The login of the operator, or the name of the key, that connected it. */
  connectedBy: string;
  connectedAt: EpochMs;
  /** Null while it is connected. */
  revokedAt: EpochMs | null;
}

/** What a provider lets Hilo in with. */
export interface CalendarTokens {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends. */
  expiresAt: EpochMs;
}

/** A connection with its tokens in clear: never to be logged or shown. */
export interface OpenConnection extends CalendarConnection {
  tokens: CalendarTokens;
}

/** A connection that was just made. */
export type NewConnection = Pick<
  CalendarConnection,
  'accountId' | 'provider' | 'owner' | 'calendar' | 'connectedBy'
> & { tokens: CalendarTokens; now: EpochMs };

/** Who asked for a connection: the callback that ends it comes without a key or a session. */
export interface CalendarAsker {
  kind: 'key' | 'operator';
  accountId: string;
  id: string;
  name: string;
}

/** An authorisation that was begun at a provider, and is good once. */
export interface BegunAuthorization {
  provider: CalendarProviderName;
  asker: CalendarAsker;
  /** PKCE's secret half, for the provider alone. */
  verifier: string;
}

/** An appointment whose event at the provider is not what it should be; this process alone makes it so now. */
export interface ClaimedEvent {
  appointment: Appointment;
  connectionId: string;
  /** Null where no event of it was heard of. */
  eventId: string | null;
  /** Null for a contact without one. */
  contactName: string | null;
}
