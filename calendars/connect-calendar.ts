import { createHash, randomBytes } from 'node:crypto';
import type {
  BegunAuthorization,
  CalendarAsker,
  CalendarConnection,
  CalendarProviderName,
  CalendarTokens,
  NewConnection,
  OpenConnection,
} from '../domain/calendar/calendar-connection';
import type { EpochMs } from '../domain/time/moments';
import type { CalendarFailure, CalendarProviders } from './calendar-provider';

/** Where what was begun is kept until its callback comes. */
export interface AuthorizationRows {
  begin(
    authorization: BegunAuthorization & { state: string; now: EpochMs; expiresAt: EpochMs },
  ): Promise<void>;
  /** Once only; null for what is unknown, used or too old, and where the asker may do this no more. */
  take(state: string, now: EpochMs): Promise<BegunAuthorization | null>;
}

export interface ConnectCalendarDeps {
  authorizations: AuthorizationRows;
  connections: {
    connect(made: NewConnection): Promise<CalendarConnection>;
    remove(accountId: string): Promise<OpenConnection | null>;
  };
  providers: CalendarProviders;
  /** Where providers send the owner of a calendar back to. */
  redirectUri: string;
  now: () => EpochMs;
}

export type Begun = { kind: 'begun'; url: string; expiresAt: EpochMs } | { kind: 'not-set-up' };

/** `unknown-state`: nobody began it, or too long ago. `denied`: the owner said no. */
export type Finished =
  | { kind: 'connected'; connection: CalendarConnection; asker: CalendarAsker }
  | { kind: 'unknown-state' }
  | { kind: 'denied' | 'failed'; asker: CalendarAsker; detail: string };

/** `forgotten`: whether the provider itself has forgotten the tokens. */
export type Disconnected =
  { kind: 'disconnected'; provider: CalendarProviderName; forgotten: boolean } | { kind: 'none' };

export type ConnectCalendar = ReturnType<typeof createConnectCalendar>;

const STATE_MS = 600_000;

/** Connects the calendar of whoever lets Hilo in at their provider, and lets go of it. */
export function createConnectCalendar(deps: ConnectCalendarDeps) {
  const { authorizations, connections, providers, redirectUri, now } = deps;

  async function lookIn(
    { provider: name, asker, verifier }: BegunAuthorization,
    code: string,
  ): Promise<Finished> {
    const provider = providers.of(name);
    if (provider === null) return { kind: 'failed', asker, detail: `${name} is not set up here any more` };
    const granted = await provider.redeem({ code, verifier, redirectUri });
    if (granted.kind !== 'granted') return failed(asker, granted);
    const { tokens } = granted;
    const known = await provider.identify(tokens.accessToken);
    if (known.kind !== 'known') return failed(asker, known);
    const { owner, calendar } = known;
    return {
      kind: 'connected',
      asker,
      connection: await keep({ provider: name, owner, calendar, tokens }, asker),
    };
  }

  const keep = (
    made: Pick<NewConnection, 'provider' | 'owner' | 'calendar'> & { tokens: CalendarTokens },
    { accountId, name }: CalendarAsker,
  ) => connections.connect({ ...made, accountId, connectedBy: name, now: now() });

  return {
    /** The address to open in a browser; good once, for ten minutes. */
    async begin(asker: CalendarAsker, name: CalendarProviderName): Promise<Begun> {
      const provider = providers.of(name);
      if (provider === null) return { kind: 'not-set-up' };
      const [state, verifier] = [freshSecret(), freshSecret()];
      const expiresAt = now() + STATE_MS;
      await authorizations.begin({ state, provider: name, asker, verifier, now: now(), expiresAt });
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      return { kind: 'begun', url: provider.authorizeUrl({ state, challenge, redirectUri }), expiresAt };
    },

    /** What the provider sent the browser back with. */
    async finish({ state, code }: { state: string; code: string | undefined }): Promise<Finished> {
      const begun = await authorizations.take(state, now());
      if (begun === null) return { kind: 'unknown-state' };
      if (code === undefined)
        return { kind: 'denied', asker: begun.asker, detail: 'its owner did not agree' };
      return lookIn(begun, code);
    },

    /** What is shown at the provider stays there. */
    async disconnect(accountId: string): Promise<Disconnected> {
      const removed = await connections.remove(accountId);
      if (removed === null) return { kind: 'none' };
      const { provider, state, tokens } = removed;
      const forgotten = state === 'revoked' || (await providers.of(provider)?.revoke(tokens.refreshToken));
      return { kind: 'disconnected', provider, forgotten: forgotten ?? false };
    },
  };
}

function failed(asker: CalendarAsker, { detail }: CalendarFailure): Finished {
  return { kind: 'failed', asker, detail };
}

/** 256 bits in the characters that PKCE and addresses allow (RFC 7636, 4.1). */
function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}
