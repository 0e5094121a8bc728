import type { DataSource } from 'typeorm';
import type { ActionCourse } from '../../domain/alerts/action-course';
import type { AlertAction } from '../../domain/alerts/alert-action';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

/** An action that is to be done now. */
export interface DueAction {
  /** Also the key under which receivers know a repeat. */
  id: string;
  accountId: string;
  alertId: string;
  action: AlertAction;
  /** With the one that begins. */
  tries: number;
}

/** What became of an action, as its alert shows it. */
export interface ListedAction {
  id: string;
  kind: AlertAction['kind'];
  state: 'due' | 'done' | 'failed';
  tries: number;
  reason: string | null;
}

export type AlertActions = ReturnType<typeof createAlertActions>;

/** What is to be done about alerts; the rows are written with the alerts. */
export function createAlertActions(db: DataSource) {
  return {
    /**
     * Counts a try and keeps the action from others for the lease, in one commit before anything is called: a
     * process that dies over it has it tried again after that, under the same id.
     */
    async claim(limit: number, { now, leaseMs }: { now: EpochMs; leaseMs: number }): Promise<DueAction[]> {
      return returnedRows<DueAction>(
        await db.query(
          `UPDATE alert_action SET tries = tries + 1, next_at = $3
            WHERE id IN (SELECT id FROM alert_action WHERE state = 'due' AND next_at <= $2
                          ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
          RETURNING id, account_id AS "accountId", alert_id AS "alertId", action, tries::int`,
          [limit, new Date(now), new Date(now + leaseMs)],
        ),
      );
    },

    /** Nothing when another try has begun since. */
    async settle(
      { id, accountId, tries }: DueAction,
      { state, nextAt, reason }: ActionCourse,
      at: EpochMs,
    ): Promise<void> {
      await db.query(
        `UPDATE alert_action SET state = $4, next_at = coalesce($5, next_at), reason = $6,
                settled_at = CASE WHEN $4 = 'due' THEN NULL ELSE $7::timestamptz END
          WHERE account_id = $1 AND id = $2 AND tries = $3 AND state = 'due'`,
        [accountId, id, tries, state, nextAt === null ? null : new Date(nextAt), reason, new Date(at)],
      );
    },

    /** Has what failed of an alert tried again; gives how many actions that is. */
    async retry(accountId: string, alertId: string, at: EpochMs): Promise<number> {
      const rows: unknown = await db.query(
        `UPDATE alert_action SET state = 'due', tries = 0, next_at = $3, settled_at = NULL
          WHERE account_id = $1 AND alert_id = $2 AND state = 'failed' RETURNING id`,
        [accountId, alertId, new Date(at)],
      );
      return returnedRows(rows).length;
    },
  };
}
