import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { SEALED_PLACES } from '../secrets/sealed-places';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

/** A secret that was just made; it is shown this once. */
export interface MadeSecret {
  secret: string;
  fingerprint: string;
}

export type AlertSecrets = ReturnType<typeof createAlertSecrets>;

/** What standardwebhooks.com asks for: 24 to 64 bytes, in base64 behind this. */
export const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** What signs the webhooks of a rule: sealed, and read only by `open`. */
export function createAlertSecrets(db: DataSource, box: SecretBox) {
  return {
    /** Makes the secret of a rule, or replaces it; null for an unknown rule. Throws `SecretKeyMissing`. */
    async make(accountId: string, ruleId: string): Promise<MadeSecret | null> {
      const secret = SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
      const place = SEALED_PLACES.alertRule(accountId, ruleId);
      const fingerprint = box.fingerprint(secret, place);
      const rows: unknown = await db.query(
        `INSERT INTO alert_secret (rule_id, account_id, sealed, fingerprint)
         SELECT id, account_id, $3, $4 FROM alert_rule WHERE account_id = $1 AND id = $2
         ON CONFLICT (rule_id) DO UPDATE SET sealed = EXCLUDED.sealed, fingerprint = EXCLUDED.fingerprint,
           made_at = now()
         RETURNING rule_id`,
        [accountId, ruleId, JSON.stringify(box.seal(secret, place)), fingerprint],
      );
      return returnedRows(rows).length > 0 ? { secret, fingerprint } : null;
    },

    /** In clear; null where there is none. Throws `SecretKeyMissing`. */
    async open(accountId: string, ruleId: string): Promise<string | null> {
      const [row] = returnedRows<{ sealed: SealedSecret }>(
        await db.query('SELECT sealed FROM alert_secret WHERE account_id = $1 AND rule_id = $2', [
          accountId,
          ruleId,
        ]),
      );
      return row ? box.open(row.sealed, SEALED_PLACES.alertRule(accountId, ruleId)) : null;
    },
  };
}
