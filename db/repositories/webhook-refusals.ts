import type { DataSource } from 'typeorm';
import type { EpochMs } from '../../domain/time/moments';

export type WebhookRefusals = ReturnType<typeof createWebhookRefusals>;

const DAY_MS = 86_400_000;

/** How many webhooks were refused for their signature: one row a minute, however many come. */
export function createWebhookRefusals(db: DataSource) {
  return {
    async note(accountId: string, platform: string, at: EpochMs): Promise<void> {
      await db.query(
        `INSERT INTO webhook_refusal (account_id, platform, minute) VALUES ($1, $2, date_trunc('minute', $3::timestamptz))
         ON CONFLICT (account_id, platform, minute) DO UPDATE SET count = webhook_refusal.count + 1`,
        [accountId, platform, new Date(at)],
      );
    },

    /** Forgets those that are older than any rule looks back. */
    async forget(now: EpochMs): Promise<void> {
      await db.query('DELETE FROM webhook_refusal WHERE minute < $1', [new Date(now - DAY_MS)]);
    },
  };
}
