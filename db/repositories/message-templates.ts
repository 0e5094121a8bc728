import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type {
  ProviderTemplate,
  TemplateQuality,
  TemplateSender,
  TemplateStatus,
} from '../../domain/templates/template';
import { returnedRows } from './send-mapping';

/** A template as lists show it. */
export interface ListedTemplate extends ProviderTemplate {
  id: string;
  channel: ChannelName;
  botId: string | null;
  /** The last instant that the provider said something of it. */
  toldAt: Date;
}

/** What a sender's provider lists, as of an instant before it was asked. */
export interface ProviderList {
  /** The provider's own account that the templates are of. */
  owner: string;
  templates: readonly ProviderTemplate[];
  at: Date;
}

/** What a provider told of one template, unasked. */
export interface TemplateNews {
  owner: string;
  template: string;
  name: string;
  language: string;
  /** Null where that was not what it told of. */
  status: TemplateStatus | null;
  quality: TemplateQuality | null;
  reason: string | null;
  at: Date;
}

export type MessageTemplates = ReturnType<typeof createMessageTemplates>;

const COLUMNS = `id, channel, bot_id AS "botId", template, name, language, category, status, quality, reason, body,
  told_at AS "toldAt"`;

/** What providers say of templates; what was told later stands. */
export function createMessageTemplates(db: DataSource) {
  return {
    /** Takes over a sender's list. What the list no longer has is deleted; what was told since stays. */
    keepList: (sender: TemplateSender, { owner, templates, at }: ProviderList): Promise<void> =>
      db.transaction(async (unit) => {
        const { accountId, channel, botId } = sender;
        const rows = templates.map((template) => ({ id: uuidv7(), ...template }));
        await unit.query(KEEP, [accountId, channel, botId, owner, JSON.stringify(rows), at]);
        await unit.query(
          `UPDATE message_template SET status = 'deleted', told_at = $5
            WHERE account_id = $1 AND channel = $2 AND bot_id IS NOT DISTINCT FROM $3 AND told_at < $5
              AND template <> ALL($4::text[])`,
          [accountId, channel, botId, templates.map(({ template }) => template), at],
        );
        await unit.query(NOTE_SYNC, [accountId, channel, botId, at, templates.length, null]);
      }),

    /** Why a sender's list could not be had; what is known of its templates stays. */
    async noteFailure(
      { accountId, channel, botId }: TemplateSender,
      failure: string,
      at: Date,
    ): Promise<void> {
      await db.query(NOTE_SYNC, [accountId, channel, botId, at, null, failure]);
    },

    /** Takes news of one template for everybody of the account who sends with it. */
    async noteNews({ accountId, channel, botId }: TemplateSender, news: TemplateNews): Promise<void> {
      const { owner, template, name, language, status, quality, reason, at } = news;
      await db.query(
        `INSERT INTO message_template
           (id, account_id, channel, bot_id, owner, template, name, language, status, quality, reason, told_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, 'approved'), coalesce($10, 'unknown'), $11, $12)
         ON CONFLICT ON CONSTRAINT message_template_unique DO NOTHING`,
        [uuidv7(), accountId, channel, botId, owner, template, name, language, status, quality, reason, at],
      );
      await db.query(
        `UPDATE message_template SET status = coalesce($5, status), quality = coalesce($6, quality),
                reason = CASE WHEN $5::text IS NULL THEN reason ELSE $7 END, told_at = greatest(told_at, $8)
          WHERE account_id = $1 AND channel = $2 AND template = $3 AND owner = $4`,
        [accountId, channel, template, owner, status, quality, reason, at],
      );
    },

    /**
     * What is known of a sender's template; null for one that nobody told of. A bot without credentials of its own
     * sends with those of the environment, whose templates it shares.
     */
    async find(
      { accountId, channel, botId }: TemplateSender,
      template: string,
    ): Promise<Pick<ListedTemplate, 'status' | 'reason'> | null> {
      const [found] = returnedRows<Pick<ListedTemplate, 'status' | 'reason'>>(
        await db.query(
          `SELECT status, reason FROM message_template
            WHERE account_id = $1 AND channel = $2 AND template = $3
              AND bot_id IS NOT DISTINCT FROM
                  (SELECT bot_id FROM bot_platform_credential
                    WHERE account_id = $1 AND platform = $2 AND bot_id = $4 AND credentials IS NOT NULL)`,
          [accountId, channel, template, botId],
        ),
      );
      return found ?? null;
    },

    async list(page: TemplatePage): Promise<ListedTemplate[]> {
      const { accountId, status, botId, template, after, limit } = page;
      return returnedRows<ListedTemplate>(
        await db.query(
          `SELECT ${COLUMNS} FROM message_template
            WHERE account_id = $1 AND ($2::uuid IS NULL OR id > $2) AND ($3::text IS NULL OR status = $3)
              AND ($4::uuid IS NULL OR bot_id = $4) AND ($6::text IS NULL OR template = $6)
            ORDER BY id LIMIT $5`,
          [accountId, after, status, botId, limit, template],
        ),
      );
    },
  };
}

export interface TemplatePage {
  accountId: string;
  status: TemplateStatus | null;
  botId: string | null;
  /** What a send calls it. */
  template: string | null;
  after: string | null;
  limit: number;
}

const KEEP = `
  INSERT INTO message_template
    (id, account_id, channel, bot_id, owner, template, name, language, category, status, quality, reason, body, told_at)
  SELECT row.id, $1, $2, $3, $4, row.template, row.name, row.language, row.category, row.status, row.quality,
         row.reason, row.body, $6
    FROM json_to_recordset($5::json) AS row (id uuid, template text, name text, language text, category text,
         status text, quality text, reason text, body text)
  ON CONFLICT ON CONSTRAINT message_template_unique DO UPDATE
     SET owner = EXCLUDED.owner, category = EXCLUDED.category, status = EXCLUDED.status, body = EXCLUDED.body,
         quality = EXCLUDED.quality, reason = EXCLUDED.reason, told_at = EXCLUDED.told_at
   WHERE message_template.told_at <= EXCLUDED.told_at`;

const NOTE_SYNC = `
  INSERT INTO template_sync (account_id, channel, bot_id, synced_at, templates, failure)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT ON CONSTRAINT template_sync_unique DO UPDATE
     SET synced_at = EXCLUDED.synced_at, failure = EXCLUDED.failure,
         templates = coalesce(EXCLUDED.templates, template_sync.templates)`;
