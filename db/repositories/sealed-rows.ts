import type { DataSource } from 'typeorm';
import type { Platform } from '../../domain/conversations/platform-credentials';
import { SEALED_COLUMNS, type SealedKind } from './sealed-columns';

/** How many secrets of a kind were sealed under a key. */
export interface KeyInUse {
  keyId: string;
  kind: SealedKind;
  count: number;
}

/** A bot that is on a platform with credentials of its own. */
export interface AttachedBot {
  botId: string;
  platform: Platform;
}

const KEYS = SEALED_COLUMNS.map(
  ({ table, column, kind }) =>
    `SELECT ${column}->>'keyId' AS "keyId", '${kind}' AS kind, count(*)::int AS count
       FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1`,
).join(' UNION ALL ');

export type SealedRows = ReturnType<typeof createSealedRows>;

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

    /** Those that have chosen language models. */
    async accountsWithModels(): Promise<string[]> {
      const rows = await db.query<{ id: string }[]>(
        'SELECT DISTINCT account_id AS id FROM language_model_setting ORDER BY 1',
      );
      return rows.map(({ id }) => id);
    },
  };
}
