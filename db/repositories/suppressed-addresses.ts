import type { EntityManager } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { createAddressHashes, type AddressHashes, type PersonalAddress } from '../secrets/address-hashes';
import { returnedRows } from './send-mapping';

/** Where an opt-out came from when nobody said it: the person was erased, and must not be written to unasked. */
export const ERASED = 'erased';

export type SuppressedAddresses = ReturnType<typeof createSuppressedAddresses>;

/** What one channel tells of a person. */
interface KnownPerson {
  channel: ChannelName;
  address: string;
  userId?: string | null;
  phone: string | null;
}

export interface Suppression {
  accountId: string;
  /** Everything the person is known by. */
  addresses: readonly PersonalAddress[];
  at: Date;
}

/** The addresses of erased contacts, as keyed hashes: enough to know somebody again, and nothing else. */
export function createSuppressedAddresses(hashes: AddressHashes) {
  return {
    /** Whether there is a key to keep hashes under. */
    canKeep: hashes.canKeep,

    /** Part of the transaction that erases the contact. */
    async keep(unit: EntityManager, { accountId, addresses, at }: Suppression): Promise<void> {
      const kept = addresses.map((address) => hashes.toKeep(accountId, address));
      if (kept.length === 0) return;
      await unit.query(
        `INSERT INTO suppressed_address (account_id, address_hash, erased_at)
         SELECT DISTINCT $1::uuid, hash, $3::timestamptz FROM unnest($2::bytea[]) AS hash
         ON CONFLICT (account_id, address_hash) DO UPDATE SET erased_at = EXCLUDED.erased_at`,
        [accountId, kept, at],
      );
    },

    /** When this person was erased; null for everybody else. */
    async erasedAt(unit: EntityManager, person: KnownPerson & { accountId: string }): Promise<Date | null> {
      const { accountId } = person;
      const sought = hashes.toFind(accountId, addressesOf(person));
      if (sought.length === 0) return null;
      const [row] = returnedRows<{ at: Date | null }>(
        await unit.query(
          `SELECT max(erased_at) AS at FROM suppressed_address
            WHERE account_id = $1 AND address_hash = ANY($2::bytea[])`,
          [accountId, sought],
        ),
      );
      return row?.at ?? null;
    },

    /** When those of a list were erased, by address; nobody else is in the answer. */
    async erasedAmong(unit: EntityManager, { accountId, channel, people }: PeopleOfChannel) {
      if (!(await keepsAny(unit, accountId))) return new Map<string, Date>();
      const owners = people.flatMap((person) =>
        hashes
          .toFind(accountId, addressesOf({ ...person, channel }))
          .map((hash) => [person.address, hash] as const),
      );
      if (owners.length === 0) return new Map<string, Date>();
      const rows = returnedRows<{ address: string; at: Date }>(
        await unit.query(
          `SELECT sought.address, max(erased_at) AS at
             FROM unnest($2::text[], $3::bytea[]) AS sought (address, hash)
             JOIN suppressed_address ON account_id = $1 AND address_hash = sought.hash
            GROUP BY sought.address`,
          [accountId, owners.map(([address]) => address), owners.map(([, hash]) => hash)],
        ),
      );
      return new Map(rows.map(({ address, at }) => [address, at]));
    },
  };
}

/** Most accounts have erased nobody, and a list need not be hashed for them. */
async function keepsAny(unit: EntityManager, accountId: string): Promise<boolean> {
  const known = 'SELECT 1 FROM suppressed_address WHERE account_id = $1 LIMIT 1';
  return returnedRows(await unit.query(known, [accountId])).length > 0;
}

/** People of one list, on one channel. */
export interface PeopleOfChannel {
  accountId: string;
  channel: ChannelName;
  people: readonly { address: string; phone: string | null }[];
}

/** For a process that makes no contacts of its own. */
export function noSuppressedAddresses(): SuppressedAddresses {
  return createSuppressedAddresses(createAddressHashes({ current: null, earlier: [] }));
}

/** Everything a channel tells of a person that they can be known by. */
export function addressesOf({ channel, address, userId, phone }: KnownPerson): PersonalAddress[] {
  return [
    { channel, address },
    ...(userId ? [{ channel, address: userId }] : []),
    ...(phone ? [{ phone }] : []),
  ];
}
