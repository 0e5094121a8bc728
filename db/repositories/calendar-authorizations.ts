import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { BegunAuthorization } from '../../domain/calendar/calendar-connection';
import type { EpochMs } from '../../domain/time/moments';
import { hashToken } from '../secrets/opaque-token';
import { returnedRows } from './send-mapping';

export type CalendarAuthorizations = ReturnType<typeof createCalendarAuthorizations>;

interface AuthorizationRow extends Omit<BegunAuthorization, 'asker'> {
  accountId: string;
  askerKind: 'key' | 'operator';
  askerId: string;
  askerName: string;
}

/** Whoever asked must still be there when the callback comes, ten minutes later at most. */
const STILL_THERE = `
  (asker_kind = 'operator' AND EXISTS (
     SELECT 1 FROM operator WHERE account_id = taken.account_id AND id = taken.asker_id AND removed_at IS NULL))
  OR (asker_kind = 'key' AND EXISTS (
     SELECT 1 FROM api_key WHERE account_id = taken.account_id AND id = taken.asker_id AND revoked_at IS NULL))`;

/** Authorisations that were begun at providers; their state is stored as SHA-256 only. */
export function createCalendarAuthorizations(db: DataSource) {
  return {
    async begin(
      begun: BegunAuthorization & { state: string; now: EpochMs; expiresAt: EpochMs },
    ): Promise<void> {
      const { asker, provider, verifier, state, now, expiresAt } = begun;
      await db.query('DELETE FROM calendar_request WHERE account_id = $1 AND expires_at <= $2', [
        asker.accountId,
        new Date(now),
      ]);
      await db.query(
        `INSERT INTO calendar_request
           (id, account_id, provider, state_hash, verifier, asker_kind, asker_id, asker_name, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[uuidv7(), asker.accountId, provider, hashToken(state), verifier],
          ...[asker.kind, asker.id, asker.name, new Date(expiresAt)],
        ],
      );
    },

    /** Once, whatever comes of it. Whatever its account: the state is the permission. */
    async take(state: string, now: EpochMs): Promise<BegunAuthorization | null> {
      const taken: unknown = await db.query(
        `WITH taken AS (
           DELETE FROM calendar_request WHERE state_hash = $1 RETURNING *)
         SELECT provider, verifier, account_id AS "accountId", asker_kind AS "askerKind", asker_id AS "askerId",
                asker_name AS "askerName"
           FROM taken WHERE expires_at > $2 AND (${STILL_THERE})`,
        [hashToken(state), new Date(now)],
      );
      const [row] = returnedRows<AuthorizationRow>(taken);
      if (!row) return null;
      const { provider, verifier, accountId, askerKind: kind, askerId: id, askerName: name } = row;
      return { provider, verifier, asker: { kind, accountId, id, name } };
    },
  };
}
