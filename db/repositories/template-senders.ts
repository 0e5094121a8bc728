import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { TemplateSender } from '../../domain/templates/template';
import { returnedRows } from './send-mapping';

/** A sender whose templates are looked at, and how the last look went. */
export interface TemplateSync extends TemplateSender {
  syncedAt: Date | null;
  templates: number | null;
  failure: string | null;
}

export type TemplateSenders = ReturnType<typeof createTemplateSenders>;

/** The senders with templates: bots with credentials of their own, and the platform's channels. */
export function createTemplateSenders(db: DataSource) {
  return {
    /** Those of one account; `shared` are the channels that the environment sets up. */
    async list(accountId: string, shared: readonly ChannelName[]): Promise<TemplateSync[]> {
      const rows = returnedRows<Omit<TemplateSync, 'accountId'>>(
        await db.query(
          `SELECT sender.channel, sender.bot_id AS "botId", sync.synced_at AS "syncedAt", sync.templates, sync.failure
             FROM (SELECT platform AS channel, bot_id FROM bot_platform_credential
                    WHERE account_id = $1 AND is_active AND credentials IS NOT NULL
                      AND platform IN ('twilio', 'whatsapp-cloud')
                    UNION ALL SELECT name, NULL FROM unnest($2::text[]) AS name) AS sender
             LEFT JOIN template_sync sync ON sync.account_id = $1 AND sync.channel = sender.channel
              AND sync.bot_id IS NOT DISTINCT FROM sender.bot_id
            ORDER BY sender.channel, sender.bot_id NULLS FIRST`,
          [accountId, shared.filter((name) => name === 'twilio')],
        ),
      );
      return rows.map((row) => ({ ...row, accountId }));
    },

    /** Accounts in the order of their ids. */
    async accounts(after: string | null, limit: number): Promise<string[]> {
      const rows = returnedRows<{ id: string }>(
        await db.query('SELECT id FROM account WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2', [
          after,
          limit,
        ]),
      );
      return rows.map(({ id }) => id);
    },
  };
}
