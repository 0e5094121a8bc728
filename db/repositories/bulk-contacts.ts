import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { plainArray, textArray } from '../array-parameter';
import { returnedRows } from './send-mapping';
import { ERASED, noSuppressedAddresses } from './suppressed-addresses';

/** One person as a list names them. */
export interface ListedPerson {
  /** What the channel addresses them by; unique in one call. */
  address: string;
  /** E.164 where known. */
  phone: string | null;
  name: string | null;
}

/** The contact of an address, and whether messages are wanted. */
export interface ListedContact {
  contactId: string;
  optedOut: boolean;
}

export interface PeopleOfList {
  accountId: string;
  channel: ChannelName;
  people: readonly ListedPerson[];
}

export type BulkContacts = ReturnType<typeof createBulkContacts>;

/** Contacts for whole lists: a few statements for some 1,000 people, where `contacts.ensure` takes one each. */
export function createBulkContacts(db: DataSource, suppressedAddresses = noSuppressedAddresses()) {
  return {
    /** The contact of each address, made when new. Safe beside first messages of the same people. */
    async ensureMany(list: PeopleOfList): Promise<Map<string, ListedContact>> {
      const known = await findMany(db.manager, list);
      const missing = list.people.filter(({ address }) => !known.has(address));
      if (missing.length === 0) return known;
      const made = await db.transaction((manager) => makeMany(manager, { ...list, people: missing }));
      return new Map([...known, ...made]);
    },
  };

  async function makeMany(manager: EntityManager, list: PeopleOfList): Promise<Map<string, ListedContact>> {
    const erased = await suppressedAddresses.erasedAmong(manager, list);
    const adopted = await adoptByPhone(manager, list);
    const strangers = list.people.filter(({ address }) => !adopted.has(address));
    const created = await createMany(manager, { ...list, people: strangers }, erased);
    const others = list.people.filter(({ address }) => !created.has(address));
    const found = others.length === 0 ? [] : await findMany(manager, { ...list, people: others });
    return new Map([...created, ...found]);
  }
}

async function findMany(manager: EntityManager, { accountId, channel, people }: PeopleOfList) {
  const rows = returnedRows<{ address: string; contactId: string; optedOut: boolean }>(
    await manager.query(
      `SELECT listed.address, contact.id AS "contactId", contact.opted_out_at IS NOT NULL AS "optedOut"
         FROM unnest($3::text[]) AS listed (address)
        CROSS JOIN LATERAL (
              (SELECT contact_id FROM contact_identity
                WHERE account_id = $1 AND channel = $2 AND address = listed.address)
              UNION ALL
              (SELECT contact_id FROM contact_identity
                WHERE account_id = $1 AND channel = $2 AND user_id = listed.address)
              LIMIT 1) identity
         JOIN contact ON contact.account_id = $1 AND contact.id = identity.contact_id`,
      [accountId, channel, textArray(people.map(({ address }) => address))],
    ),
  );
  return new Map(rows.map(({ address, ...contact }) => [address, contact]));
}

/** A person known by phone on another channel is the same contact. */
async function adoptByPhone(
  manager: EntityManager,
  { accountId, channel, people }: PeopleOfList,
): Promise<Set<string>> {
  const rows = returnedRows<{ address: string }>(
    await manager.query(
      `INSERT INTO contact_identity (account_id, channel, address, contact_id)
     SELECT $1::uuid, $2, listed.address, contact.id
       FROM unnest($3::text[], $4::text[]) AS listed (address, phone)
      CROSS JOIN LATERAL (
            SELECT id FROM contact WHERE account_id = $1 AND phone = listed.phone
               AND NOT EXISTS (SELECT 1 FROM contact_identity identity WHERE identity.account_id = $1
                                  AND identity.contact_id = contact.id AND identity.channel = $2)
             ORDER BY id LIMIT 1) contact
     ON CONFLICT DO NOTHING RETURNING address`,
      [
        accountId,
        channel,
        textArray(people.map(({ address }) => address)),
        textArray(people.map(({ phone }) => phone)),
      ],
    ),
  );
  return new Set(rows.map(({ address }) => address));
}

/**
 * The contacts that were made, by address. Somebody's first message may make the same contact meanwhile; the one
 * without an identity goes again, and is not in the answer.
 */
async function createMany(
  manager: EntityManager,
  { accountId, channel, people }: PeopleOfList,
  erased: ReadonlyMap<string, Date>,
): Promise<Map<string, ListedContact>> {
  if (people.length === 0) return new Map();
  const made = people.map(({ address, phone, name }) => ({ id: uuidv7(), address, phone, name }));
  const ids = plainArray(made.map(({ id }) => id));
  await manager.query(
    `INSERT INTO contact (account_id, id, phone, name, opted_out_at, opt_out_source)
     SELECT $1, listed.*, CASE WHEN erased_at IS NULL THEN NULL ELSE $6 END
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) AS listed (id, phone, name, erased_at)`,
    [
      accountId,
      ids,
      textArray(made.map(({ phone }) => phone)),
      textArray(made.map(({ name }) => name)),
      textArray(made.map(({ address }) => erased.get(address)?.toISOString() ?? null)),
      ERASED,
    ],
  );
  const addresses = textArray(made.map(({ address }) => address));
  const unidentified = await identify(manager, { accountId, channel, addresses, ids });
  if (unidentified.size > 0) {
    await manager.query('DELETE FROM contact WHERE account_id = $1 AND id = ANY($2::uuid[])', [
      accountId,
      plainArray([...unidentified]),
    ]);
  }
  return new Map(
    made
      .filter(({ id }) => !unidentified.has(id))
      .map(({ id, address }) => [address, { contactId: id, optedOut: erased.has(address) }]),
  );
}

interface NewIdentities {
  accountId: string;
  channel: ChannelName;
  /** As an array of Postgres's. */
  addresses: string;
  /** The contacts', in the same order. */
  ids: string;
}

/** Makes the identities of new contacts, and tells the few contacts that got none. */
async function identify(
  manager: EntityManager,
  { accountId, channel, addresses, ids }: NewIdentities,
): Promise<ReadonlySet<string>> {
  const rows = returnedRows<{ id: string }>(
    await manager.query(
      `WITH identified AS (
         INSERT INTO contact_identity (account_id, channel, address, contact_id)
         SELECT $1::uuid, $2, * FROM unnest($3::text[], $4::uuid[])
         ON CONFLICT DO NOTHING RETURNING contact_id)
       SELECT id FROM unnest($4::uuid[]) AS made (id)
       EXCEPT SELECT contact_id FROM identified`,
      [accountId, channel, addresses, ids],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
