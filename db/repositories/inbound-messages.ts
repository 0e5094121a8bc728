import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { MOST_FAILURES } from '../../domain/messaging/most-failures';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** A file that a person sent, by the provider's id until it is fetched. */
export interface InboundFile {
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  providerFileId: string;
  mimeType: string | null;
  fileName: string | null;
  albumId: string | null;
}

/** What a message says. */
export interface InboundContent {
  text: string;
  media?: readonly InboundFile[];
  /** What was tapped, by the id the bot gave it; `tapId` where the provider wants the tap answered. */
  button?: { id: string; tapId?: string };
}

export interface InboundRecord extends InboundContent {
  accountId: string;
  channel: ChannelName;
  /** The provider's message id. */
  providerId: string;
  contactId: string;
  receivedAt: Date;
  /** Who answers, and in which dialog; absent where no bot does. */
  botId?: string | null;
  dialogId?: string | null;
  /** Until when the answer to its webhook can carry the reply; absent where it carries none. */
  replyBy?: Date | null;
}

export interface StoredInbound {
  id: string;
  accountId: string;
  channel: ChannelName;
  providerId: string;
  contactId: string;
  receivedAt: Date;
  content: InboundContent;
  botId: string | null;
  dialogId: string | null;
  /** A turn of it has failed: its conversation knows it, and is to take it all the same. */
  again: boolean;
}

/** What storing a message came to. */
export interface StoredOutcome {
  message: StoredInbound;
  /** This delivery is the first of the message. */
  fresh: boolean;
  /** An earlier delivery was stored and its effects are done. */
  handled: boolean;
  /** The contact had an enrollment that was open when this was stored. */
  enrolled: boolean;
}

export type InboundMessages = ReturnType<typeof createInboundMessages>;

const COLUMNS = `id, account_id AS "accountId", channel, provider_id AS "providerId", contact_id AS "contactId",
  content, received_at AS "receivedAt", bot_id AS "botId", dialog_state_id AS "dialogId",
  turn_failure IS NOT NULL AS again`;

/** What contacts wrote, each provider message once and for ever. */
export function createInboundMessages(db: DataSource) {
  return {
    /**
     * Stores a message under its provider's id, or finds what an earlier delivery of it stored, though its contact
     * was erased since. A new one opens the 24-hour window of the channel it came by, and of no other.
     */
    async store(record: InboundRecord): Promise<StoredOutcome> {
      const [row] = returnedRows<StoredInbound & Omit<StoredOutcome, 'message'>>(
        await db.query(STORE, [
          ...[uuidv7(), record.accountId, record.channel, record.providerId, record.contactId],
          ...[JSON.stringify(contentOf(record)), record.receivedAt],
          ...[record.botId ?? null, record.dialogId ?? null, record.replyBy ?? null],
        ]),
      );
      if (!row) throw new Error('An inbound message was neither stored nor found');
      const { handled, fresh, enrolled, ...message } = row;
      return { message, handled, fresh, enrolled };
    },

    /** The row of a message whose contact was erased since, when its provider delivers it once more; null else. */
    async erased(accountId: string, channel: ChannelName, providerId: string): Promise<string | null> {
      const [row] = returnedRows<{ id: string }>(
        await db.query(
          `SELECT id FROM inbound_message
            WHERE account_id = $1 AND channel = $2 AND provider_id = ${erasedProviderId('$3::text')}`,
          [accountId, channel, providerId],
        ),
      );
      return row?.id ?? null;
    },

    /** One whose turns were given up meanwhile stays parked. */
    async markHandled(ids: readonly string[]): Promise<void> {
      await db.query(
        `UPDATE inbound_message SET handled_at = now() WHERE id = ANY($1) AND handled_at IS NULL
            AND NOT (turn IS NULL AND turn_failure IS NOT NULL AND failures >= $2)`,
        [ids, MOST_FAILURES],
      );
    },

    /** Puts a message that could not be handled behind every other that waits; one that fails too often is parked. */
    async noteFailure(id: string): Promise<void> {
      await db.query('UPDATE inbound_message SET failures = failures + 1 WHERE id = $1', [id]);
    },

    /**
     * Stored before a time and not handled: a process died, or Temporal was away. In the order in which they were
     * stored, those that failed before last, over all accounts, for the sweep.
     */
    async unhandled(storedBefore: Date, limit: number): Promise<StoredInbound[]> {
      return returnedRows<StoredInbound>(
        await db.query(
          `SELECT ${COLUMNS} FROM inbound_message WHERE handled_at IS NULL AND id < $1
              AND failures < $3 ORDER BY failures, id LIMIT $2`,
          [firstIdAt(storedBefore), limit, MOST_FAILURES],
        ),
      );
    },
  };
}

/** The message's row when its contact was erased after an earlier delivery. */
const ERASED = `
  SELECT ${COLUMNS}, handled_at IS NOT NULL AS handled, false AS fresh FROM inbound_message
   WHERE account_id = $2 AND channel = $3 AND provider_id = (SELECT ${erasedProviderId('$4::text')})`;

const STORE = prepared(`
  WITH erased AS (${ERASED}),
  message AS (
    INSERT INTO inbound_message AS stored
      (id, account_id, channel, provider_id, contact_id, content, received_at, bot_id, dialog_state_id, reply_by)
    SELECT $1, $2, $3, $4, $5, $6::jsonb, $7::timestamptz, $8::uuid, $9::uuid, $10::timestamptz
     WHERE NOT EXISTS (SELECT FROM erased)
    ON CONFLICT ON CONSTRAINT inbound_message_provider_unique DO UPDATE SET provider_id = stored.provider_id
    RETURNING ${COLUMNS}, handled_at IS NOT NULL AS handled, xmax = 0 AS fresh),
  identity AS (
    UPDATE contact_identity SET last_inbound_at = greatest(last_inbound_at, $7) FROM message
     WHERE fresh AND account_id = $2 AND contact_id = $5 AND contact_identity.channel = $3),
  person AS (
    UPDATE contact SET last_inbound_at = greatest(last_inbound_at, $7) FROM message
     WHERE fresh AND account_id = $2 AND contact.id = $5)
  SELECT *, EXISTS (SELECT FROM enrollment WHERE account_id = $2 AND contact_id = $5
                       AND stage IN ('active', 'paused')) AS enrolled
    FROM (SELECT * FROM message UNION ALL SELECT * FROM erased) told`);

/** What an erased message keeps of its provider's id, as SQL: enough to know it again. */
export function erasedProviderId(providerId: string): string {
  return `'erased:' || encode(sha256(convert_to(${providerId}, 'UTF8')), 'hex')`;
}

function contentOf({ text, media = [], button }: InboundRecord): InboundContent {
  return { text, ...(media.length > 0 && { media }), ...(button && { button }) };
}

/** Ids tell when a row was made; a provider's own time may be days older. */
function firstIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
