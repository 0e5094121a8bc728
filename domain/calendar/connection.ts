import type { EpochMs } from '../time/moments';
import type { CalendarProviderName } from './appointment';

/** A provider whose calendars an account can connect. */
export type RemoteProviderName = Exclude<CalendarProviderName, 'local'>;

/** What opens somebody's calendar; sealed wherever it is kept. */
export interface CalendarTokens {
  access: string;
  /** When `access` no longer opens anything. */
  expiresAt: EpochMs;
  /** What another `access` is got with, in the provider's own form. */
  renewal: string;
}

/** What asking for tokens came to. `revoked`: the person, or the provider, took the permission back. */
export type TokensAsked =
  | { kind: 'tokens'; tokens: CalendarTokens }
  | { kind: 'revoked'; detail: string }
  | { kind: 'away'; detail: string };

/** The calendar that an account connected, without what opens it. */
export interface CalendarConnection {
  id: string;
  provider: RemoteProviderName;
  connectedBy: string;
  connectedAt: Date;
  /** Since when it cannot be used, and why; null while it can. */
  broken: { at: Date; reason: string } | null;
}
