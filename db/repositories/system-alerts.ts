import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { whyOf, type AlertReason } from '../../domain/alerts/alert-reason';
import type { AlertRule } from '../../domain/alerts/alert-rule';
import type { StandingAlert, StandingDecision } from '../../domain/alerts/decide-standing';
import { SYSTEM_CONDITIONS, type SystemCondition } from '../../domain/alerts/system-condition';
import type { EpochMs } from '../../domain/time/moments';
import { ACTIONS_OF_RAISED, actionsToDo } from './alert-checks';
import { RULE_COLUMNS } from './alert-rules';
import { returnedRows } from './send-mapping';

/** A rule about the platform itself. */
export type SystemRule = AlertRule & { condition: SystemCondition };

export type SystemAlerts = ReturnType<typeof createSystemAlerts>;

/** Who resolves an alert that nobody did before its condition was over. */
const BY_ITSELF = 'the condition is over';

/** What system rules raise. */
export function createSystemAlerts(db: DataSource) {
  return {
    /** The rules to look at, of every account; a rule that was switched off once more while something stands. */
    async rules(): Promise<SystemRule[]> {
      return returnedRows<SystemRule>(
        await db.query(
          `SELECT ${RULE_COLUMNS} FROM alert_rule
            WHERE condition->>'type' = ANY($1) AND (is_active OR EXISTS (
              SELECT 1 FROM alert WHERE rule_id = alert_rule.id AND subject IS NOT NULL AND cleared_at IS NULL))
            ORDER BY account_id, id`,
          [SYSTEM_CONDITIONS],
        ),
      );
    },

    /** What it raised that is not over, or was raised since. */
    async standing({ accountId, id }: SystemRule, since: EpochMs): Promise<StandingAlert[]> {
      const rows = returnedRows<{ id: string; subject: string; raisedAt: Date; clearedAt: Date | null }>(
        await db.query(
          `SELECT id, subject, raised_at AS "raisedAt", cleared_at AS "clearedAt" FROM alert
            WHERE account_id = $1 AND rule_id = $2 AND subject IS NOT NULL
              AND (cleared_at IS NULL OR raised_at > $3)`,
          [accountId, id, new Date(since)],
        ),
      );
      return rows.map(({ raisedAt, clearedAt, ...row }) => ({
        ...row,
        raisedAt: raisedAt.getTime(),
        clearedAt: clearedAt?.getTime() ?? null,
      }));
    },

    /** All of it or nothing; another process that decided the same raises nothing twice. */
    async apply(rule: SystemRule, { raise, clear }: StandingDecision, now: EpochMs): Promise<void> {
      if (raise.length === 0 && clear.length === 0) return;
      await db.transaction(async (unit) => {
        for (const trouble of raise) await raiseOne(unit, { rule, ...trouble, now });
        await unit.query(CLEAR, [rule.accountId, clear, new Date(now), BY_ITSELF]);
      });
    },
  };
}

interface Trouble {
  rule: SystemRule;
  subject: string;
  reason: AlertReason;
  now: EpochMs;
}

async function raiseOne(unit: EntityManager, { rule, subject, reason, now }: Trouble): Promise<void> {
  await unit.query(
    `WITH raised AS (
       INSERT INTO alert (id, account_id, rule_id, severity, why, subject, raised_at, reason)
       VALUES ($3, $4, $5, $6, $7, $8, $9, $10::jsonb) ON CONFLICT DO NOTHING RETURNING account_id, id)
     ${ACTIONS_OF_RAISED}`,
    [
      ...actionsToDo(rule),
      ...[uuidv7(), rule.accountId, rule.id, rule.severity, whyOf(reason, subject), subject, new Date(now)],
      JSON.stringify(reason),
    ],
  );
}

const CLEAR = `
  UPDATE alert SET cleared_at = $3,
         state = 'resolved',
         resolved_at = CASE WHEN state = 'resolved' THEN resolved_at ELSE $3 END,
         resolved_by = CASE WHEN state = 'resolved' THEN resolved_by ELSE $4 END
   WHERE account_id = $1 AND id = ANY($2) AND cleared_at IS NULL`;
