import type { DataSource } from 'typeorm';
import type { Platform } from '../../domain/conversations/platform-credentials';
import { returnedRows } from './send-mapping';

/** A sender as the account sees it: a bot on a platform, or a channel of the environment. */
export interface Sender {
  channel: Platform;
  botId: string | null;
  botName: string | null;
  isActive: boolean;
  /** A bot that uses the platform's own settings of the environment. */
  shared: boolean;
  lastVerifiedAt: Date | null;
  lastRefusedAt: Date | null;
  sent: number;
  failed: number;
  unconfirmed: number;
  syncedAt: Date | null;
  templates: number | null;
  templateFailure: string | null;
}

export type Senders = ReturnType<typeof createSenders>;

/** What a bot's webhooks were like lately. */
export interface WebhookNote {
  accountId: string;
  botId: string;
  platform: Platform;
  genuine: boolean;
}

/** The senders of accounts, and how they fare. */
export function createSenders(db: DataSource) {
  return {
    /** Bots in the order of their names, after the channels that the environment sets up. */
    async list(accountId: string, channels: readonly Platform[], since: Date): Promise<Sender[]> {
      return returnedRows<Sender>(await db.query(LIST, [accountId, channels, since]));
    },

    /** Keeps when a bot's webhook last verified, or last did not. */
    async noteWebhook({ accountId, botId, platform, genuine }: WebhookNote): Promise<void> {
      const column = genuine ? 'verified_at' : 'refused_at';
      await db.query(
        `UPDATE bot_platform_credential SET ${column} = now()
          WHERE account_id = $1 AND bot_id = $2 AND platform = $3`,
        [accountId, botId, platform],
      );
    },
  };
}

const LIST = `
  WITH sender AS (
    SELECT name AS channel, NULL::uuid AS bot_id, NULL AS bot_name, true AS is_active, false AS shared,
           NULL::timestamptz AS verified_at, NULL::timestamptz AS refused_at
      FROM unnest($2::text[]) AS name
     UNION ALL
    SELECT credential.platform, bot.id, bot.name, bot.is_active AND credential.is_active,
           credential.credentials IS NULL, credential.verified_at, credential.refused_at
      FROM bot_platform_credential credential
      JOIN bot_instance bot ON bot.account_id = credential.account_id AND bot.id = credential.bot_id
     WHERE credential.account_id = $1),
  lately AS (
    SELECT channel, bot_id, count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'read'))::int AS sent,
           count(*) FILTER (WHERE state = 'rejected')::int AS failed,
           count(*) FILTER (WHERE state = 'unconfirmed')::int AS unconfirmed
      FROM send WHERE account_id = $1 AND created_at >= $3 GROUP BY channel, bot_id)
  SELECT sender.channel, sender.bot_id AS "botId", bot_name AS "botName", is_active AS "isActive", shared,
         verified_at AS "lastVerifiedAt", refused_at AS "lastRefusedAt", coalesce(sent, 0) AS sent,
         coalesce(lately.failed, 0) AS failed, coalesce(unconfirmed, 0) AS unconfirmed,
         synced_at AS "syncedAt", templates, failure AS "templateFailure"
    FROM sender
    LEFT JOIN lately ON lately.channel = sender.channel AND lately.bot_id IS NOT DISTINCT FROM sender.bot_id
    LEFT JOIN template_sync sync ON sync.account_id = $1 AND sync.channel = sender.channel
     AND sync.bot_id IS NOT DISTINCT FROM sender.bot_id
   ORDER BY sender.bot_id IS NOT NULL, bot_name, sender.channel`;
