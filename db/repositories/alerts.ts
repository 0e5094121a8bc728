import type { DataSource } from 'typeorm';
import type { KeptAlert } from '../../domain/alerts/alert-notice';
import type { AlertReason } from '../../domain/alerts/alert-reason';
import { ALERT_STATES_BEFORE, type AlertSeverity, type AlertState } from '../../domain/alerts/alert-rule';
import type { ListedAction } from './alert-actions';
import { returnedRows } from './send-mapping';

/** An alert with the rule that raised it and the message that made it. */
export interface ListedAlert extends KeptAlert {
  state: AlertState;
  /** Null of one that was raised before reasons were kept. */
  reason: AlertReason | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  /** In the order of the rule. */
  actions: ListedAction[];
}

export interface AlertPage {
  accountId: string;
  state: AlertState | null;
  severity: AlertSeverity | null;
  before: string | null;
  limit: number;
}

export type Alerts = ReturnType<typeof createAlerts>;

/** What rules have raised. */
export function createAlerts(db: DataSource) {
  const get = async (accountId: string, id: string): Promise<ListedAlert | null> => {
    const [row] = returnedRows<ListedAlert>(
      await db.query(`${SELECT} WHERE alert.account_id = $1 AND alert.id = $2`, [accountId, id]),
    );
    return row ?? null;
  };
  return {
    get,

    /** Newest first. */
    async list({ accountId, state, severity, before, limit }: AlertPage): Promise<ListedAlert[]> {
      return returnedRows<ListedAlert>(
        await db.query(
          `${SELECT} WHERE alert.account_id = $1 AND ($2::text IS NULL OR alert.state = $2)
              AND ($3::text IS NULL OR alert.severity = $3) AND ($4::uuid IS NULL OR alert.id < $4)
            ORDER BY alert.id DESC LIMIT $5`,
          [accountId, state, severity, before, limit],
        ),
      );
    },

    /** Brings an alert into a state, and notes who did; one that is there or beyond stays as it is. */
    async move(
      accountId: string,
      id: string,
      { state, by }: { state: 'acknowledged' | 'resolved'; by: string },
    ): Promise<ListedAlert | null> {
      await db.query(
        `UPDATE alert SET state = $3, ${state}_at = now(), ${state}_by = $4
          WHERE account_id = $1 AND id = $2 AND state = ANY($5)`,
        [accountId, id, state, by, ALERT_STATES_BEFORE[state]],
      );
      return get(accountId, id);
    },
  };
}

const SELECT = `
  SELECT alert.id, alert.rule_id AS "ruleId", rule.name AS "ruleName", alert.severity, alert.state, alert.why, alert.reason, alert.subject,
         alert.contact_id AS "contactId", alert.bot_id AS "botId", alert.dialog_id AS "dialogId",
         alert.inbound_message_id AS "inboundMessageId", alert.send_id AS "sendId",
         coalesce(message.content->>'text', send.content->>'text') AS text,
         alert.raised_at AS "raisedAt", alert.acknowledged_at AS "acknowledgedAt",
         alert.acknowledged_by AS "acknowledgedBy", alert.resolved_at AS "resolvedAt", alert.resolved_by AS "resolvedBy",
         (SELECT coalesce(json_agg(json_build_object('id', id, 'kind', action->>'kind', 'state', state, 'tries', tries,
                   'reason', reason) ORDER BY position), '[]')
            FROM alert_action WHERE account_id = alert.account_id AND alert_id = alert.id) AS actions
    FROM alert JOIN alert_rule rule ON rule.id = alert.rule_id
    LEFT JOIN inbound_message message ON message.id = alert.inbound_message_id
    LEFT JOIN send ON send.id = alert.send_id`;
