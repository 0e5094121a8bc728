import type { DataSource } from 'typeorm';
import type { RemoteProviderName } from '../../domain/calendar/connection';
import { freshToken, hashToken } from '../secrets/opaque-token';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

/** An authorisation that somebody began; only whoever began it may end it. */
export interface BegunAuthorization {
  accountId: string;
  provider: RemoteProviderName;
  /** The session or the key that asked. */
  askedBy: string;
  /** The secret of PKCE (RFC 7636): sealed here, and sent to the provider alone. */
  verifier: string;
  expiresAt: Date;
}

export type CalendarAuthorizations = ReturnType<typeof createCalendarAuthorizations>;

/** Authorisations that wait for their owner to come back from the provider; each is used once. */
export function createCalendarAuthorizations(db: DataSource, box: SecretBox) {
  return {
    /** Gives the state that comes back with the owner. */
    async begin({ accountId, provider, askedBy, verifier, expiresAt }: BegunAuthorization): Promise<string> {
      const { token, hash } = freshToken();
      await db.query('DELETE FROM calendar_permission WHERE account_id = $1 AND expires_at < now()', [
        accountId,
      ]);
      await db.query(
        `INSERT INTO calendar_permission (state_hash, account_id, provider, asked_by, verifier, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          ...[hash, accountId, provider, askedBy],
          ...[JSON.stringify(box.seal(verifier, placeOf(accountId, hash))), expiresAt],
        ],
      );
      return token;
    },

    /** Null for a state that this caller did not begin, that is over, or that was used. */
    async take(
      state: string,
      { accountId, askedBy, now }: Pick<BegunAuthorization, 'accountId' | 'askedBy'> & { now: Date },
    ): Promise<Pick<BegunAuthorization, 'provider' | 'verifier'> | null> {
      const hash = hashToken(state);
      const [row] = returnedRows<{ provider: RemoteProviderName; verifier: SealedSecret }>(
        await db.query(
          `DELETE FROM calendar_permission
            WHERE state_hash = $1 AND account_id = $2 AND asked_by = $3 AND expires_at > $4
        RETURNING provider, verifier`,
          [hash, accountId, askedBy, now],
        ),
      );
      return row
        ? { provider: row.provider, verifier: box.open(row.verifier, placeOf(accountId, hash)) }
        : null;
    },
  };
}

function placeOf(accountId: string, hash: Buffer): string {
  return `calendar-authorization:${accountId}:${hash.toString('hex')}`;
}
