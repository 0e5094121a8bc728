import type { DataSource } from 'typeorm';
import { mediaOf } from '../../domain/messaging/content';
import type { MessageContent } from '../../domain/messaging/content';
import type { InboundContent } from './inbound-messages';
import type { MediaFile } from './media-files';
import { returnedRows } from './send-mapping';

/** What a message says, in either direction. */
export type SimulatedContent =
  | { direction: 'to-phone'; content: MessageContent; /** The ledger's: what asked for it. */ key: string }
  | { direction: 'from-phone'; content: InboundContent };

/** A bot's own file as its message needs to know it. */
export type SimulatedFile = Pick<MediaFile, 'id' | 'kind' | 'fileName' | 'mimeType' | 'sizeBytes'>;

/** One message of a simulated phone. */
export type SimulatedMessage = SimulatedContent & {
  id: string;
  /** The simulated phone, E.164. */
  phone: string;
  /** The bot that says it, or that it is for; null where no bot is. */
  botId: string | null;
  at: Date;
  /** The bots' own files in it, by their ids; of a file that was erased there is none. */
  files: ReadonlyMap<string, SimulatedFile>;
  /** Where to read on from: the message's time in microseconds, and its id. */
  cursor: string;
};

export interface SimulatedPage {
  accountId: string;
  /** Null for every phone of the account. */
  phone: string | null;
  after: { micros: string; id: string } | null;
  limit: number;
}

type Row = SimulatedContent & Omit<SimulatedMessage, 'files' | keyof SimulatedContent>;

export type SimulatorMessages = ReturnType<typeof createSimulatorMessages>;

/**
 * Younger rows wait: a transaction that began earlier may still commit an earlier time, and a reader that
 * moved past it would never see it.
 */
const SETTLING = "interval '200 ms'";

/**
 * What simulated phones sent and received: the send ledger and the inbound messages, read together. A day that a bot
 * plays is no message: what the bot says are.
 */
export function createSimulatorMessages(db: DataSource) {
  const filesOf = async (
    accountId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SimulatedFile>> => {
    if (ids.length === 0) return new Map();
    const files = returnedRows<SimulatedFile>(
      // As texts: what a scenario names need not be an id.
      await db.query(
        `SELECT id, file_type AS kind, file_name AS "fileName", mime_type AS "mimeType",
                size_bytes::int AS "sizeBytes"
           FROM bot_media_file WHERE account_id = $1 AND id::text = ANY($2)`,
        [accountId, [...new Set(ids)]],
      ),
    );
    return new Map(files.map((file) => [file.id, file]));
  };
  return {
    /** Oldest first. */
    async list({ accountId, phone, after, limit }: SimulatedPage): Promise<SimulatedMessage[]> {
      const rows = returnedRows<Row>(
        await db.query(
          `WITH message AS (
             SELECT send.id, send.contact_id, 'to-phone' AS direction, send.content, send.settled_at AS at,
                    send.bot_id, send.idempotency_key AS key
               FROM send WHERE send.account_id = $1 AND send.channel = 'simulator'
                AND send.state IN ('accepted', 'delivered', 'read')
                AND send.content->>'kind' NOT IN ('scenario', 'bot-trigger')
             UNION ALL
             SELECT inbound.id, inbound.contact_id, 'from-phone',
                    inbound.content, inbound.received_at, inbound.bot_id, NULL
               FROM inbound_message inbound
              WHERE inbound.account_id = $1 AND inbound.channel = 'simulator')
           SELECT message.id, identity.address AS phone, message.direction, message.content, message.key, message.at,
                  message.bot_id AS "botId", (extract(epoch FROM message.at) * 1000000)::bigint || '_' || message.id AS cursor
             FROM message JOIN contact_identity identity
               ON identity.account_id = $1 AND identity.channel = 'simulator'
              AND identity.contact_id = message.contact_id
            WHERE ($2::text IS NULL OR identity.address = $2)
              AND message.at < clock_timestamp() - ${SETTLING}
              AND ($3::bigint IS NULL OR (message.at, message.id) >
                    (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
            ORDER BY message.at, message.id LIMIT $5`,
          [accountId, phone, after?.micros ?? null, after?.id ?? null, limit],
        ),
      );
      const files = await filesOf(accountId, rows.flatMap(ownFilesOf));
      return rows.map((row) => ({ ...row, files }));
    },
  };
}

function ownFilesOf(said: SimulatedContent): string[] {
  if (said.direction === 'to-phone') return mediaOf(said.content);
  return (said.content.media ?? []).map(({ providerFileId }) => providerFileId);
}
