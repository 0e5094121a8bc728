import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type {
  CalendarConnection,
  CalendarTokens,
  RemoteProviderName,
  TokensAsked,
} from '../../domain/calendar/connection';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

interface ConnectionRow {
  id: string;
  provider: RemoteProviderName;
  tokens: SealedSecret;
  connectedBy: string;
  connectedAt: Date;
  brokenAt: Date | null;
  brokenReason: string | null;
}

export type CalendarConnections = ReturnType<typeof createCalendarConnections>;

const OF_ACCOUNT = `
  SELECT id, provider, tokens, connected_by AS "connectedBy", connected_at AS "connectedAt",
         broken_at AS "brokenAt", broken_reason AS "brokenReason"
    FROM calendar_connection WHERE account_id = $1`;

/** The calendars that accounts connected, at most one each; what opens them is sealed, bound to its row. */
export function createCalendarConnections(db: DataSource, box: SecretBox) {
  const rowOf = async (accountId: string, unit: EntityManager, more = ''): Promise<ConnectionRow | null> =>
    returnedRows<ConnectionRow>(await unit.query(`${OF_ACCOUNT} ${more}`, [accountId]))[0] ?? null;

  const opened = (accountId: string, { id, tokens }: ConnectionRow): CalendarTokens =>
    JSON.parse(box.open(tokens, placeOf(accountId, id))) as CalendarTokens;

  const sealed = (accountId: string, id: string, tokens: CalendarTokens): string =>
    JSON.stringify(box.seal(JSON.stringify(tokens), placeOf(accountId, id)));

  return {
    async get(accountId: string): Promise<CalendarConnection | null> {
      const row = await rowOf(accountId, db.manager);
      return row && viewOf(row);
    },

    async open(accountId: string): Promise<(CalendarConnection & { tokens: CalendarTokens }) | null> {
      const row = await rowOf(accountId, db.manager);
      return row && { ...viewOf(row), tokens: opened(accountId, row) };
    },

    /** In place of what was connected before; appointments ahead are due to be shown in it. */
    async connect(
      accountId: string,
      { provider, tokens, by }: { provider: RemoteProviderName; tokens: CalendarTokens; by: string },
    ): Promise<void> {
      const id = uuidv7();
      await db.transaction(async (unit) => {
        await unit.query('DELETE FROM calendar_connection WHERE account_id = $1', [accountId]);
        await unit.query(
          `INSERT INTO calendar_connection (id, account_id, provider, tokens, connected_by)
           VALUES ($1, $2, $3, $4, $5)`,
          [id, accountId, provider, sealed(accountId, id, tokens), by],
        );
        await unit.query(SHOW_ANEW, [accountId]);
      });
    },

    /** False when nothing was connected. */
    async disconnect(accountId: string): Promise<boolean> {
      const gone: unknown = await db.query(
        'DELETE FROM calendar_connection WHERE account_id = $1 RETURNING id',
        [accountId],
      );
      return returnedRows(gone).length > 0;
    },

    /** The row is locked until there is an answer, so that a renewal that can be used once is used by one. */
    async renew(
      { accountId, id }: { accountId: string; id: string },
      renew: (tokens: CalendarTokens) => Promise<TokensAsked>,
    ): Promise<TokensAsked> {
      return db.transaction(async (unit) => {
        const row = await rowOf(accountId, unit, 'FOR UPDATE');
        if (row?.id !== id) return { kind: 'away', detail: 'another calendar was connected meanwhile' };
        const asked = await renew(opened(accountId, row));
        if (asked.kind === 'tokens') {
          await unit.query('UPDATE calendar_connection SET tokens = $3 WHERE account_id = $1 AND id = $2', [
            ...[accountId, id],
            sealed(accountId, id, asked.tokens),
          ]);
        }
        return asked;
      });
    },

    async markBroken(accountId: string, id: string, reason: string): Promise<void> {
      await db.query(
        `UPDATE calendar_connection SET broken_at = coalesce(broken_at, now()), broken_reason = $3
          WHERE account_id = $1 AND id = $2`,
        [accountId, id, reason],
      );
    },
  };
}

/** Another calendar knows none of them, whatever the one before called them. */
const SHOW_ANEW = `
  UPDATE appointment
     SET version = greatest(version, shown_version + 1), external_id = NULL, not_shown = NULL, show_again_at = now()
   WHERE account_id = $1 AND state = 'booked' AND ends_at > now()`;

function viewOf({
  id,
  provider,
  connectedBy,
  connectedAt,
  brokenAt,
  brokenReason,
}: ConnectionRow): CalendarConnection {
  const broken = brokenAt && { at: brokenAt, reason: brokenReason ?? '' };
  return { id, provider, connectedBy, connectedAt, broken };
}

function placeOf(accountId: string, id: string): string {
  return `calendar:${accountId}:${id}`;
}
