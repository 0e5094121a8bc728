import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { textArray } from '../array-parameter';
import { returnedRows } from './send-mapping';

/** Who of a list must not be written to: they said so, or a program excluded them for good. */
export type Unwanted = 'opted-out' | 'excluded';

export interface AddressesOfList {
  accountId: string;
  channel: ChannelName;
  addresses: readonly string[];
}

export type UnwantedRecipients = ReturnType<typeof createUnwantedRecipients>;

/** Looks up whole lists, a few thousand addresses at a time; makes no contact. */
export function createUnwantedRecipients(db: DataSource) {
  return {
    /** By address; nobody else is in the answer. */
    async among({ accountId, channel, addresses }: AddressesOfList): Promise<Map<string, Unwanted>> {
      const rows = returnedRows<{ address: string; reason: Unwanted }>(
        await db.query(AMONG, [accountId, channel, textArray(addresses)]),
      );
      return new Map(rows.map(({ address, reason }) => [address, reason]));
    },
  };
}

/** Looked up one by one through the indexes: of a table that has just grown Postgres does not know how large it is. */
const AMONG = `
  SELECT listed.address, CASE WHEN bool_or(known.opted_out) THEN 'opted-out' ELSE 'excluded' END AS reason
    FROM unnest($3::text[]) AS listed (address)
   CROSS JOIN LATERAL (
         (SELECT contact.id, contact.opted_out_at IS NOT NULL AS opted_out FROM contact_identity identity
            JOIN contact ON contact.account_id = $1 AND contact.id = identity.contact_id
           WHERE identity.account_id = $1 AND identity.channel = $2 AND identity.address = listed.address)
         UNION ALL
         (SELECT contact.id, contact.opted_out_at IS NOT NULL FROM contact
           WHERE contact.account_id = $1 AND contact.phone = listed.address)) known
   WHERE known.opted_out OR known.id IN
         (SELECT contact_id FROM enrollment WHERE account_id = $1 AND stage = 'excluded')
   GROUP BY listed.address`;
