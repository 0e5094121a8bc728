import type { DataSource } from 'typeorm';
import type { Platform } from '../../domain/conversations/platform-credentials';

/** How many secrets of a kind were sealed under a key. */
export interface KeyInUse {
  keyId: string;
  kind: 'platform credentials' | 'secrets of bots' | 'secrets of alert rules' | 'keys of language models';
  count: number;
}

/** A bot that is on a platform with credentials of its own. */
export interface AttachedBot {
  botId: string;
  platform: Platform;
}

const KEYS = `
  SELECT credentials->>'keyId' AS "keyId", 'platform credentials' AS kind, count(*)::int AS count
    FROM bot_platform_credential WHERE credentials IS NOT NULL GROUP BY 1
   UNION ALL
  SELECT sealed->>'keyId', 'secrets of bots', count(*)::int FROM bot_secret GROUP BY 1
   UNION ALL
  SELECT sealed->>'keyId', 'secrets of alert rules', count(*)::int FROM alert_secret GROUP BY 1
   UNION ALL
  SELECT credentials->>'keyId', 'keys of language models', count(*)::int
    FROM language_model_setting WHERE credentials IS NOT NULL GROUP BY 1`;

/** What is sealed in the whole database, for who looks after it: nothing that was sealed. */
export function createSealedRows(db: DataSource) {
  return {
    keysInUse: (): Promise<KeyInUse[]> => db.query<KeyInUse[]>(KEYS),

    /** The active ones, over all accounts. */
    attachedBots: (): Promise<AttachedBot[]> =>
      db.query<AttachedBot[]>(
        `SELECT credential.bot_id AS "botId", credential.platform FROM bot_platform_credential credential
           JOIN bot_instance bot ON bot.account_id = credential.account_id AND bot.id = credential.bot_id
          WHERE credential.is_active AND bot.is_active AND credential.credentials IS NOT NULL
          ORDER BY credential.id`,
      ),
  };
}
