import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type {
  CalendarConnection,
  CalendarTokens,
  NewConnection,
  OpenConnection,
} from '../../domain/calendar/calendar-connection';
import type { EpochMs } from '../../domain/time/moments';
import { SEALED_PLACES } from '../secrets/sealed-places';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

export type CalendarConnections = ReturnType<typeof createCalendarConnections>;

interface ConnectionRow extends Omit<CalendarConnection, 'connectedAt' | 'revokedAt'> {
  connectedAt: Date;
  revokedAt: Date | null;
  sealed: SealedSecret;
}

const COLUMNS = `id, account_id AS "accountId", provider, state, owner, calendar, connected_by AS "connectedBy",
  connected_at AS "connectedAt", revoked_at AS "revokedAt", sealed`;

/** What an earlier calendar showed is nothing to the next one. */
const FORGET_EVENTS = `
  UPDATE appointment SET event_connection_id = NULL, event_id = NULL, event_version = NULL, event_try_at = NULL,
         event_trouble = NULL WHERE account_id = $1 AND event_connection_id IS NOT NULL`;

/** The calendar elsewhere of an account, one at most, with tokens that are sealed. */
export function createCalendarConnections(db: DataSource, box: SecretBox) {
  const rowOf = async (accountId: string, unit: EntityManager = db.manager, lock = '') => {
    const sql = `SELECT ${COLUMNS} FROM calendar_connection WHERE account_id = $1 ${lock}`;
    return returnedRows<ConnectionRow>(await unit.query(sql, [accountId]))[0] ?? null;
  };

  const opened = (row: ConnectionRow): OpenConnection => {
    const text = box.open(row.sealed, SEALED_PLACES.row(row.accountId, row.id));
    return { ...viewOf(row), tokens: JSON.parse(text) as CalendarTokens };
  };

  const sealed = (accountId: string, id: string, tokens: CalendarTokens): [string, string] => {
    const text = JSON.stringify(tokens);
    return [
      JSON.stringify(box.seal(text, SEALED_PLACES.row(accountId, id))),
      box.fingerprint(text, SEALED_PLACES.calendarPrint(accountId)),
    ];
  };

  return {
    async get(accountId: string): Promise<CalendarConnection | null> {
      const row = await rowOf(accountId);
      return row && viewOf(row);
    },

    /** Throws `SecretKeyMissing`. */
    async open(accountId: string): Promise<OpenConnection | null> {
      const row = await rowOf(accountId);
      return row && opened(row);
    },

    /** Connected again by the same owner it stays the same connection, with all it shows. */
    connect({ accountId, provider, owner, calendar, connectedBy, tokens, now }: NewConnection) {
      return db.transaction(async (unit): Promise<CalendarConnection> => {
        await unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`calendar:${accountId}`]);
        const before = await rowOf(accountId, unit, 'FOR UPDATE');
        const isSame = before?.provider === provider && before.owner === owner;
        if (!isSame) {
          await unit.query('DELETE FROM calendar_connection WHERE account_id = $1', [accountId]);
          await unit.query(FORGET_EVENTS, [accountId]);
        }
        const id = isSame ? before.id : uuidv7();
        const [made] = returnedRows<ConnectionRow>(
          await unit.query(
            `INSERT INTO calendar_connection
               (id, account_id, provider, owner, calendar, connected_by, connected_at, sealed, fingerprint)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (account_id) DO UPDATE SET state = 'connected', revoked_at = NULL,
               calendar = EXCLUDED.calendar, connected_by = EXCLUDED.connected_by,
               connected_at = EXCLUDED.connected_at, sealed = EXCLUDED.sealed, fingerprint = EXCLUDED.fingerprint
             RETURNING ${COLUMNS}`,
            [
              id,
              accountId,
              provider,
              owner,
              calendar,
              connectedBy,
              new Date(now),
              ...sealed(accountId, id, tokens),
            ],
          ),
        );
        if (!made) throw new Error('A connection that was written is not there');
        return viewOf(made);
      });
    },

    /** Holds the row while `look` asks the provider: whoever comes meanwhile waits, and finds what came of it. */
    renew(
      accountId: string,
      look: (connection: OpenConnection) => Promise<CalendarTokens | 'revoked' | null>,
      now: EpochMs,
    ): Promise<OpenConnection | null> {
      return db.transaction(async (unit) => {
        const row = await rowOf(accountId, unit, 'FOR UPDATE');
        if (row === null) return null;
        const connection = opened(row);
        const came = await look(connection);
        if (came === null) return connection;
        if (came === 'revoked') {
          await unit.query(
            `UPDATE calendar_connection SET state = 'revoked', revoked_at = $2 WHERE account_id = $1`,
            [accountId, new Date(now)],
          );
          return { ...connection, state: 'revoked' as const, revokedAt: now };
        }
        await unit.query(
          'UPDATE calendar_connection SET sealed = $2, fingerprint = $3 WHERE account_id = $1',
          [accountId, ...sealed(accountId, row.id, came)],
        );
        return { ...connection, tokens: came };
      });
    },

    /** What there was, so that the provider can be told; null for nothing. */
    async remove(accountId: string): Promise<OpenConnection | null> {
      const removed: unknown = await db.query(
        `DELETE FROM calendar_connection WHERE account_id = $1 RETURNING ${COLUMNS}`,
        [accountId],
      );
      const [row] = returnedRows<ConnectionRow>(removed);
      return row ? opened(row) : null;
    },
  };
}

function viewOf({ sealed: _, connectedAt, revokedAt, ...row }: ConnectionRow): CalendarConnection {
  return { ...row, connectedAt: connectedAt.getTime(), revokedAt: revokedAt?.getTime() ?? null };
}
