import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { NamedCredentials, Platform } from '../../domain/conversations/platform-credentials';
import { PlatformCredentialEntity, type PlatformCredentialRow } from '../entities/bot-credential.entity';
import { SEALED_PLACES } from '../secrets/sealed-places';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { returnedRows } from './send-mapping';

/** A bot on a platform as lists show it: nothing of its credentials. */
export type PlatformView = Omit<PlatformCredentialRow, 'credentials'> & {
  /** The bot uses the platform's own settings of the environment. */
  shared: boolean;
};

/** What a bot is attached to a platform with. */
export interface NewPlatform {
  platform: Platform;
  /** Null for the platform's own settings of the environment. */
  credentials: NamedCredentials['credentials'] | null;
  isActive: boolean;
}

/** What a bot's messages on a platform go out with. A replacement changes `rowId`. */
export type OpenedCredentials =
  (NamedCredentials & { rowId: string; updatedAt: Date }) | { platform: Platform; shared: true };

export type PlatformCredentials = ReturnType<typeof createPlatformCredentials>;

const ATTACH = `
  INSERT INTO bot_platform_credential (id, account_id, bot_id, platform, credentials, fingerprint, is_active)
  SELECT $1, bot.account_id, bot.id, $4, $5, $6, $7 FROM bot_instance bot WHERE bot.account_id = $2 AND bot.id = $3
  ON CONFLICT ON CONSTRAINT bot_platform_unique`;

/**
 * The row's id is new with every replacement, so that what is sealed is bound to a row that is only itself; and no
 * webhook has been seen with these credentials yet.
 */
const REPLACE = `DO UPDATE SET id = EXCLUDED.id, credentials = EXCLUDED.credentials,
  fingerprint = EXCLUDED.fingerprint, is_active = EXCLUDED.is_active, updated_at = now(),
  verified_at = NULL, refused_at = NULL`;

interface ActiveRow {
  id: string;
  account_id: string;
  platform: Platform;
  credentials: SealedSecret | null;
  updated_at: Date;
}

const ACTIVE = `
  SELECT credential.id, credential.account_id, credential.platform, credential.credentials, credential.updated_at
    FROM bot_platform_credential credential
    JOIN bot_instance bot ON bot.account_id = credential.account_id AND bot.id = credential.bot_id
   WHERE credential.is_active AND credential.bot_id = $1 AND credential.platform = $2`;

/** Where a bot is and with what credentials; they are sealed, and only `open…` gives them back. */
export function createPlatformCredentials(db: DataSource, box: SecretBox) {
  const rows = db.getRepository(PlatformCredentialEntity);

  const get = async (accountId: string, botId: string, platform: Platform): Promise<PlatformView | null> => {
    const row = await rows.findOneBy({ accountId, botId, platform });
    return row ? viewOf(row) : null;
  };

  const write = async (accountId: string, botId: string, wish: NewPlatform & { onConflict: string }) => {
    const { platform, credentials, isActive, onConflict } = wish;
    const id = uuidv7();
    const place = SEALED_PLACES.row(accountId, id);
    const text = JSON.stringify(credentials);
    const sealed = credentials === null ? null : JSON.stringify(box.seal(text, place));
    const fingerprint =
      credentials === null
        ? null
        : box.fingerprint(text, SEALED_PLACES.platformPrint(accountId, botId, platform));
    const written: unknown = await db.query(`${ATTACH} ${onConflict} RETURNING id`, [
      ...[id, accountId, botId, platform],
      ...[sealed, fingerprint, isActive],
    ]);
    return returnedRows(written).length === 0 ? null : get(accountId, botId, platform);
  };

  const opened = (row: ActiveRow): OpenedCredentials => {
    const { id, platform, credentials, updated_at: updatedAt } = row;
    if (credentials === null) return { platform, shared: true };
    const text = box.open(credentials, SEALED_PLACES.row(row.account_id, id));
    const named = { platform, credentials: JSON.parse(text) as unknown } as NamedCredentials;
    return { ...named, rowId: id, updatedAt };
  };

  const activeRow = async (platform: Platform, botId: string, more = ''): Promise<ActiveRow | undefined> =>
    returnedRows<ActiveRow>(await db.query(`${ACTIVE} ${more}`, [botId, platform]))[0];

  return {
    get,

    /** Attaches a bot to a platform; null when it is there already, or the bot is unknown. */
    attach: (accountId: string, botId: string, platform: NewPlatform): Promise<PlatformView | null> =>
      write(accountId, botId, { ...platform, onConflict: 'DO NOTHING' }),

    /** Attaches, or replaces everything that was there; null for an unknown bot. */
    put: (accountId: string, botId: string, platform: NewPlatform): Promise<PlatformView | null> =>
      write(accountId, botId, { ...platform, onConflict: REPLACE }),

    /** All of them: a bot has at most one row a platform. */
    async list(accountId: string, botId: string): Promise<PlatformView[]> {
      return (await rows.find({ where: { accountId, botId }, order: { platform: 'ASC' } })).map(viewOf);
    },

    /** Null when the bot is not on the platform. */
    async setActive(
      accountId: string,
      botId: string,
      wish: { platform: Platform; isActive: boolean },
    ): Promise<PlatformView | null> {
      const { platform, isActive } = wish;
      await rows.update({ accountId, botId, platform }, { isActive });
      return get(accountId, botId, platform);
    },

    /** False when the bot is not on the platform. */
    async remove(accountId: string, botId: string, platform: Platform): Promise<boolean> {
      return (await rows.delete({ accountId, botId, platform })).affected === 1;
    },

    /** Null unless the bot and its place on the platform are active. */
    async open(accountId: string, botId: string, platform: Platform): Promise<OpenedCredentials | null> {
      const row = await activeRow(platform, botId, 'AND bot.is_active');
      return row?.account_id === accountId ? opened(row) : null;
    },

    /**
     * For a webhook, whose caller proves itself with what the credentials hold, not with an API key. A bot that is
     * switched off still hears: whoever writes STOP to it is heeded, and its provider has no refusals to repeat.
     */
    async openForWebhook(
      platform: Platform,
      botId: string,
    ): Promise<(OpenedCredentials & { accountId: string }) | null> {
      const row = await activeRow(platform, botId);
      return row ? { ...opened(row), accountId: row.account_id } : null;
    },

    /**
     * Who answers a chat on a channel of the environment: the active bot that has a conversation under way there,
     * else the one that was attached to the channel last; null for none.
     */
    async sharedBot(
      accountId: string,
      platform: Platform,
      chatId: string | null = null,
    ): Promise<string | null> {
      const [row] = returnedRows<{ id: string }>(
        await db.query(
          `SELECT bot.id FROM bot_platform_credential credential
             JOIN bot_instance bot ON bot.account_id = credential.account_id AND bot.id = credential.bot_id
             LEFT JOIN bot_dialog_state dialog
               ON dialog.bot_id = bot.id AND dialog.platform = $2 AND dialog.platform_chat_id = $3
              AND (dialog.state->>'status' = 'running' OR dialog.handoff IS NOT NULL)
            WHERE credential.account_id = $1 AND credential.platform = $2 AND credential.credentials IS NULL
              AND credential.is_active AND bot.is_active
            ORDER BY dialog.updated_at DESC NULLS LAST, credential.id DESC LIMIT 1`,
          [accountId, platform, chatId],
        ),
      );
      return row?.id ?? null;
    },
  };
}

function viewOf({ credentials, ...row }: PlatformCredentialRow): PlatformView {
  return { ...row, shared: credentials === null };
}
