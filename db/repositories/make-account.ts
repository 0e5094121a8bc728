import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { FIRST_SYSTEM_RULES } from '../../domain/alerts/system-condition';
import { AccountEntity, type AccountRow } from '../entities/account.entity';

/** An account, with the rules about the platform that every account begins with. */
export async function makeAccount(unit: EntityManager, name: string): Promise<AccountRow> {
  const account = await unit.getRepository(AccountEntity).save({ id: uuidv7(), name });
  const ids = FIRST_SYSTEM_RULES.map(() => uuidv7());
  await unit.query(
    `INSERT INTO alert_rule (id, account_id, name, severity, condition, direction, scope, cooldown_seconds)
     SELECT id, $1, rule->>'name', rule->>'severity', rule->'condition', 'both',
            '{"botIds": [], "channels": [], "tags": []}', 300
       FROM unnest($2::uuid[], $3::jsonb[]) AS first (id, rule)`,
    [account.id, ids, FIRST_SYSTEM_RULES.map((rule) => JSON.stringify(rule))],
  );
  return account;
}
