import type { DataSource } from 'typeorm';
import type { FileKind } from '../../domain/messaging/content';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

export type MediaKind = FileKind | 'sticker';

/** A bot's file: what is known of it besides its bytes. */
export interface NewMediaFile {
  id: string;
  accountId: string;
  botId: string;
  /** The dialog it came in through; null for a file that was uploaded. */
  dialogId: string | null;
  kind: MediaKind;
  fileName: string;
  mimeType: string;
  sizeBytes: number;
  /** Of its bytes, hexadecimal. */
  sha256: string;
  /** Where the media store has it. */
  storagePath: string;
}

export interface MediaFile extends NewMediaFile {
  createdAt: Date;
}

export interface MediaPage {
  accountId: string;
  botId: string;
  kind?: MediaKind | undefined;
  /** The last id of the page before; newest first. */
  before: string | null;
  limit: number;
}

export type MediaFiles = ReturnType<typeof createMediaFiles>;

const COLUMNS = `id, account_id AS "accountId", bot_id AS "botId", dialog_state_id AS "dialogId", file_type AS kind,
  file_name AS "fileName", mime_type AS "mimeType", size_bytes::int AS "sizeBytes", sha256,
  storage_path AS "storagePath", created_at AS "createdAt"`;

/** The media files of bots. */
export function createMediaFiles(db: DataSource) {
  const select = async (sql: string, parameters: unknown[]) =>
    returnedRows<MediaFile>(await db.query(`SELECT ${COLUMNS} FROM bot_media_file WHERE ${sql}`, parameters));
  const get = async (accountId: string, id: string): Promise<MediaFile | null> => {
    const [file] = await select('account_id = $1 AND id = $2', [accountId, id]);
    return file ?? null;
  };
  return {
    get,

    /**
     * Null when the bot is gone, or the dialog that the file came in through: what is erased stays so. The same id
     * again finds the file that it made before.
     */
    async create(file: NewMediaFile): Promise<MediaFile | null> {
      await db.query(
        `INSERT INTO bot_media_file (id, account_id, bot_id, dialog_state_id, file_type, file_name, mime_type,
                                     size_bytes, sha256, storage_path)
         SELECT $1, account_id, id, $4, $5, $6, $7, $8, $9, $10 FROM bot_instance
          WHERE account_id = $2 AND id = $3 AND ($4::uuid IS NULL OR EXISTS (
                  SELECT 1 FROM bot_dialog_state WHERE account_id = $2 AND id = $4 FOR KEY SHARE))
         ON CONFLICT (id) DO NOTHING`,
        [
          file.id,
          file.accountId,
          file.botId,
          file.dialogId,
          file.kind,
          file.fileName,
          file.mimeType,
          file.sizeBytes,
          file.sha256,
          file.storagePath,
        ],
      );
      return get(file.accountId, file.id);
    },

    /** Whatever its account: for a signed address, whose signature is the permission. */
    async getLinked(id: string): Promise<MediaFile | null> {
      const [file] = await select('id = $1', [id]);
      return file ?? null;
    },

    /** Those of a bot among these ids. */
    async getMany(accountId: string, botId: string, ids: readonly string[]): Promise<MediaFile[]> {
      return select('account_id = $1 AND bot_id = $2 AND id = ANY($3)', [accountId, botId, ids]);
    },

    async list({ accountId, botId, kind, before, limit }: MediaPage): Promise<MediaFile[]> {
      return select(
        `account_id = $1 AND bot_id = $2 AND ($3::text IS NULL OR file_type = $3)
           AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
        [accountId, botId, kind ?? null, before, limit],
      );
    },

    /** Every file that came in through a dialog. */
    async ofDialog(accountId: string, dialogId: string): Promise<MediaFile[]> {
      return select('account_id = $1 AND dialog_state_id = $2', [accountId, dialogId]);
    },

    async ofBot(accountId: string, botId: string): Promise<MediaFile[]> {
      return select('account_id = $1 AND bot_id = $2', [accountId, botId]);
    },

    async remove(accountId: string, id: string): Promise<void> {
      await db.query('DELETE FROM bot_media_file WHERE account_id = $1 AND id = $2', [accountId, id]);
    },

    /** What a platform called each file when this sender last sent it; expired ones are as if forgotten. */
    async platformFileIds(
      ids: readonly string[],
      senderKey: string,
      now: EpochMs,
    ): Promise<Map<string, string>> {
      const rows = returnedRows<{ id: string; known: PlatformFileId | null }>(
        await db.query(
          'SELECT id, platform_file_ids -> $2::text AS known FROM bot_media_file WHERE id = ANY($1)',
          [ids, senderKey],
        ),
      );
      const live = ({ expiresAt }: PlatformFileId) => expiresAt === null || Date.parse(expiresAt) > now;
      return new Map(
        rows.flatMap(({ id, known }) => (known && live(known) ? [[id, known.id] as const] : [])),
      );
    },

    /** Keeps what a platform calls the file for one sender (`<channel>:<sender>`), until it expires there. */
    async rememberPlatformFileId(
      id: string,
      senderKey: string,
      known: { id: string; expiresAt: EpochMs | null },
    ): Promise<void> {
      const { expiresAt } = known;
      const kept: PlatformFileId = {
        id: known.id,
        expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
      };
      await db.query(
        `UPDATE bot_media_file SET updated_at = now(),
                platform_file_ids = platform_file_ids || jsonb_build_object($2::text, $3::jsonb)
          WHERE id = $1`,
        [id, senderKey, JSON.stringify(kept)],
      );
    },
  };
}

interface PlatformFileId {
  id: string;
  expiresAt: string | null;
}
