import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { AlertRule } from '../../domain/alerts/alert-rule';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** What a client says of a rule. */
export type AlertRuleDraft = Omit<AlertRule, 'id' | 'accountId'>;

/** A rule, and what tells the secret of its webhooks from others; null where it has none. */
export interface KeptRule extends AlertRule {
  secretFingerprint: string | null;
}

export type AlertRules = ReturnType<typeof createAlertRules>;

export const RULE_COLUMNS = `id, account_id AS "accountId", name, is_active AS "isActive", condition, direction,
  severity, scope, cooldown_seconds AS "cooldownSeconds", actions`;

const KEPT_COLUMNS = `${RULE_COLUMNS}, (SELECT fingerprint FROM alert_secret secret
  WHERE secret.account_id = alert_rule.account_id AND secret.rule_id = alert_rule.id) AS "secretFingerprint"`;

/** The rules of an account; its alerts are in alerts.ts. */
export function createAlertRules(db: DataSource) {
  const one = async (sql: string, parameters: unknown[]): Promise<KeptRule | null> => {
    const [row] = returnedRows<KeptRule>(await db.query(sql, parameters));
    return row ?? null;
  };
  const written = async (sql: string, parameters: unknown[]): Promise<KeptRule | null | 'name-taken'> => {
    try {
      return await one(sql, parameters);
    } catch (error) {
      if (violatesUnique(error, 'alert_rule_name_unique')) return 'name-taken';
      throw error;
    }
  };
  return {
    async create(accountId: string, draft: AlertRuleDraft) {
      return written(
        `INSERT INTO alert_rule (account_id, id, name, is_active, condition, direction, severity, scope,
                                 cooldown_seconds, actions)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${KEPT_COLUMNS}`,
        [accountId, uuidv7(), ...valuesOf(draft)],
      );
    },

    /** Null when there is no such rule. */
    async replace(accountId: string, id: string, draft: AlertRuleDraft) {
      return written(
        `UPDATE alert_rule SET name = $3, is_active = $4, condition = $5, direction = $6, severity = $7, scope = $8,
                cooldown_seconds = $9, actions = $10, updated_at = now()
          WHERE account_id = $1 AND id = $2 RETURNING ${KEPT_COLUMNS}`,
        [accountId, id, ...valuesOf(draft)],
      );
    },

    async get(accountId: string, id: string): Promise<KeptRule | null> {
      return one(`SELECT ${KEPT_COLUMNS} FROM alert_rule WHERE account_id = $1 AND id = $2`, [accountId, id]);
    },

    /** All of an account's, oldest first. */
    async list({ accountId, after, limit }: RulePage): Promise<KeptRule[]> {
      return returnedRows<KeptRule>(
        await db.query(
          `SELECT ${KEPT_COLUMNS} FROM alert_rule WHERE account_id = $1 AND ($2::uuid IS NULL OR id > $2)
            ORDER BY id LIMIT $3`,
          [accountId, after, limit],
        ),
      );
    },

    /** With all its alerts; false when there is no such rule. */
    async delete(accountId: string, id: string): Promise<boolean> {
      const sql = `DELETE FROM alert_rule WHERE account_id = $1 AND id = $2 RETURNING ${KEPT_COLUMNS}`;
      return (await one(sql, [accountId, id])) !== null;
    },
  };
}

export interface RulePage {
  accountId: string;
  after: string | null;
  limit: number;
}

function valuesOf(draft: AlertRuleDraft): unknown[] {
  const { name, isActive, condition, direction, severity, scope, cooldownSeconds, actions } = draft;
  return [
    name,
    isActive,
    JSON.stringify(condition),
    direction,
    severity,
    JSON.stringify(scope),
    cooldownSeconds,
    JSON.stringify(actions),
  ];
}
