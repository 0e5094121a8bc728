import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { whyOf, type AlertReason } from '../../domain/alerts/alert-reason';
import type { AlertRule } from '../../domain/alerts/alert-rule';
import type { WatchedMessage } from '../../domain/alerts/match-rule';
import { SYSTEM_CONDITIONS } from '../../domain/alerts/system-condition';
import { RULE_COLUMNS } from './alert-rules';
import { returnedRows } from './send-mapping';

/** A message that rules have to look at. */
export interface DueCheck extends WatchedMessage {
  checkId: string;
  accountId: string;
  contactId: string;
  dialogId: string | null;
  inboundMessageId: string | null;
  sendId: string | null;
}

/** What a rule found. */
export interface RaisedAlert {
  rule: AlertRule;
  check: DueCheck;
  reason: AlertReason;
}

/** Which rules fire on which messages. */
export type Judge = (checks: readonly DueCheck[], rules: readonly AlertRule[]) => RaisedAlert[];

export type AlertChecks = ReturnType<typeof createAlertChecks>;

/** Messages in line to be looked at; writers put them there, in accounts that have rules. */
export function createAlertChecks(db: DataSource) {
  return {
    /**
     * Has up to so many messages judged, and raises what that finds, in one transaction: a process that dies leaves
     * them in line. One process at a time, so that a cooldown is kept. Gives how many were judged.
     */
    async work(limit: number, judge: Judge): Promise<number> {
      return db.transaction(async (unit) => {
        const checks = returnedRows<DueCheck>(await unit.query(TAKE, [CHECKING_LOCK, limit]));
        if (checks.length === 0) return 0;
        const accounts = [...new Set(checks.map(({ accountId }) => accountId))];
        const rules = returnedRows<AlertRule>(
          await unit.query(
            `SELECT ${RULE_COLUMNS} FROM alert_rule WHERE account_id = ANY($1) AND is_active
                AND condition->>'type' <> ALL($2)`,
            [accounts, SYSTEM_CONDITIONS],
          ),
        );
        for (const raised of judge(checks, rules)) await raise(unit, raised);
        return checks.length;
      });
    },
  };
}

/** Nothing is raised while the rule is silent about the contact, nor twice about one message. */
async function raise(unit: EntityManager, { rule, check, reason }: RaisedAlert): Promise<void> {
  await unit.query(
    `WITH raised AS (
       INSERT INTO alert (id, account_id, rule_id, severity, why, contact_id, bot_id, dialog_id, inbound_message_id,
                          send_id, reason)
       SELECT $3, $4, $5, $6, $7, $8::uuid, $9, $10, $11, $12, $14::jsonb
        WHERE NOT EXISTS (SELECT 1 FROM alert WHERE rule_id = $5 AND contact_id = $8::uuid
                             AND raised_at > clock_timestamp() - make_interval(secs => $13))
       ON CONFLICT DO NOTHING RETURNING account_id, id)
     ${ACTIONS_OF_RAISED}`,
    [
      ...actionsToDo(rule),
      ...[uuidv7(), check.accountId, rule.id, rule.severity, whyOf(reason, null)],
      ...[check.contactId, check.botId],
      ...[check.dialogId, check.inboundMessageId, check.sendId, rule.cooldownSeconds, JSON.stringify(reason)],
    ],
  );
}

/** The actions of an alert, in the statement that raises it: an alert without them is never seen. */
export const ACTIONS_OF_RAISED = `
     INSERT INTO alert_action (id, account_id, alert_id, position, action)
     SELECT todo.id, raised.account_id, raised.id, todo.position, todo.action
       FROM raised, unnest($1::uuid[], $2::jsonb[]) WITH ORDINALITY AS todo (id, action, position)`;

/** Its first two parameters. */
export function actionsToDo({ actions }: AlertRule): [string[], string[]] {
  return [actions.map(() => uuidv7()), actions.map((action) => JSON.stringify(action))];
}

/** Any number that nothing else in the database locks. */
const CHECKING_LOCK = 4_851_602;

const TAKE = `
  WITH taken AS (
    DELETE FROM alert_check
     WHERE id IN (SELECT id FROM alert_check WHERE ask_until IS NULL OR ask_until <= clock_timestamp()
                   ORDER BY id LIMIT $2) AND (SELECT pg_try_advisory_xact_lock($1))
    RETURNING *)
  SELECT taken.id::text AS "checkId", taken.account_id AS "accountId", taken.inbound_message_id AS "inboundMessageId",
         taken.send_id AS "sendId", taken.sentiment,
         CASE WHEN taken.send_id IS NULL THEN 'inbound' ELSE 'outbound' END AS direction,
         coalesce(message.content->>'text', send.content->>'text', '') AS text,
         coalesce(message.contact_id, send.contact_id) AS "contactId",
         coalesce(message.channel, send.channel) AS channel,
         coalesce(message.bot_id, send.bot_id) AS "botId",
         ARRAY(SELECT tag FROM contact_tag tag WHERE tag.account_id = taken.account_id
                  AND tag.contact_id = coalesce(message.contact_id, send.contact_id)) AS "contactTags",
         coalesce(message.dialog_state_id, (
           SELECT id FROM bot_dialog_state dialog WHERE dialog.account_id = taken.account_id
              AND dialog.contact_id = send.contact_id AND dialog.bot_id = send.bot_id AND dialog.platform = send.channel
            ORDER BY dialog.last_interaction_at DESC LIMIT 1)) AS "dialogId"
    FROM taken
    LEFT JOIN inbound_message message
      ON message.account_id = taken.account_id AND message.id = taken.inbound_message_id
    LEFT JOIN send ON send.account_id = taken.account_id AND send.id = taken.send_id
   ORDER BY taken.id`;
