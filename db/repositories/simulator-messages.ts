import type { DataSource } from 'typeorm';
import type { MessageContent } from '../../domain/messaging/content';
import { returnedRows } from './send-mapping';

/** One message of a simulated phone, in either direction. */
export interface SimulatedMessage {
  id: string;
  /** The simulated phone, E.164. */
  phone: string;
  direction: 'to-phone' | 'from-phone';
  content: MessageContent;
  at: Date;
  /** Where to read on from: the message's time in microseconds, and its id. */
  cursor: string;
}

export interface SimulatedPage {
  accountId: string;
  /** Null for every phone of the account. */
  phone: string | null;
  after: { micros: string; id: string } | null;
  limit: number;
}

export type SimulatorMessages = ReturnType<typeof createSimulatorMessages>;

/**
 * Younger rows wait: a transaction that began earlier may still commit an earlier time, and a reader that
 * moved past it would never see it.
 */
const SETTLING = "interval '200 ms'";

/** What simulated phones sent and received: the send ledger and the inbound messages, read together. */
export function createSimulatorMessages(db: DataSource) {
  return {
    /** Oldest first. */
    async list({ accountId, phone, after, limit }: SimulatedPage): Promise<SimulatedMessage[]> {
      return returnedRows<SimulatedMessage>(
        await db.query(
          `WITH message AS (
             SELECT send.id, send.contact_id, 'to-phone' AS direction, send.content, send.settled_at AS at
               FROM send WHERE send.account_id = $1 AND send.channel = 'simulator'
                AND send.state IN ('accepted', 'delivered', 'read')
             UNION ALL
             SELECT inbound.id, inbound.contact_id, 'from-phone',
                    jsonb_build_object('kind', 'text', 'text', inbound.content->>'text'), inbound.received_at
               FROM inbound_message inbound
              WHERE inbound.account_id = $1 AND inbound.channel = 'simulator')
           SELECT message.id, identity.address AS phone, message.direction, message.content, message.at,
                  (extract(epoch FROM message.at) * 1000000)::bigint || '_' || message.id AS cursor
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
    },
  };
}
