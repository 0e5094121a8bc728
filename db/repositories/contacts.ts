import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { isAddressedByPhone, type ChannelName } from '../../domain/messaging/channel-name';
import type { GateFacts } from '../../domain/messaging/gate';
import { ContactEntity, type ContactRow } from '../entities/contact.entity';
import { returnedRows } from './send-mapping';

/** A contact as a channel or a list names it. */
export interface ContactIdentity {
  accountId: string;
  channel: ChannelName;
  /** The channel's own id of the person. */
  address: string;
  /** E.164 where known. */
  phone: string | null;
  name: string | null;
}

export interface ContactView extends ContactRow {
  identities: { channel: ChannelName; address: string }[];
}

export interface ContactPage {
  accountId: string;
  limit: number;
  /** The last id of the page before. */
  after: string | null;
}

export type Contacts = ReturnType<typeof createContacts>;

const IDENTITIES = `(SELECT coalesce(json_agg(json_build_object('channel', channel, 'address', address)
  ORDER BY channel), '[]') FROM contact_identity identity
  WHERE identity.account_id = contact.account_id AND identity.contact_id = contact.id) AS identities`;

const COLUMNS = `contact.id, contact.account_id AS "accountId", contact.phone, contact.name,
  contact.opted_out_at AS "optedOutAt", contact.consent_source AS "consentSource",
  contact.consent_at AS "consentAt", contact.last_inbound_at AS "lastInboundAt",
  contact.created_at AS "createdAt", ${IDENTITIES}`;

/** Contacts and what each channel calls them. */
export function createContacts(db: DataSource) {
  return {
    /**
     * The contact behind an identity, made when new. A person known by phone on another channel is the same
     * contact. Safe when twenty first messages arrive at once: one contact comes of them.
     */
    async ensure(identity: ContactIdentity): Promise<string> {
      const known = await findByIdentity(db.manager, identity);
      return known ?? db.transaction((manager) => createLocked(manager, identity));
    },

    async get(accountId: string, contactId: string): Promise<ContactView | null> {
      const rows = returnedRows<ContactView>(
        await db.query(`SELECT ${COLUMNS} FROM contact WHERE account_id = $1 AND id = $2`, [
          accountId,
          contactId,
        ]),
      );
      return rows[0] ?? null;
    },

    async findByAddress(accountId: string, channel: ChannelName, address: string): Promise<string | null> {
      return findByIdentity(db.manager, { accountId, channel, address });
    },

    async list({ accountId, limit, after }: ContactPage): Promise<ContactView[]> {
      return returnedRows<ContactView>(
        await db.query(
          `SELECT ${COLUMNS} FROM contact WHERE account_id = $1 AND ($2::uuid IS NULL OR id > $2)
            ORDER BY id LIMIT $3`,
          [accountId, after, limit],
        ),
      );
    },

    /** Notes a message from the contact: it opens the 24-hour window. */
    async touchInbound(accountId: string, contactId: string, at: Date): Promise<void> {
      await db.query(
        `UPDATE contact SET last_inbound_at = greatest(last_inbound_at, $3) WHERE account_id = $1 AND id = $2`,
        [accountId, contactId, at],
      );
    },

    /** No further message to the contact, on any channel. False when it had opted out already. */
    async optOut(accountId: string, contactId: string, at: Date): Promise<boolean> {
      const rows = returnedRows(
        await db.query(
          `UPDATE contact SET opted_out_at = $3 WHERE account_id = $1 AND id = $2 AND opted_out_at IS NULL
           RETURNING id`,
          [accountId, contactId, at],
        ),
      );
      return rows.length === 1;
    },

    /** Messages are wanted again; keeps where the consent came from. False when it had not opted out. */
    async optIn(
      accountId: string,
      contactId: string,
      consent: { source: string; at: Date },
    ): Promise<boolean> {
      const rows = returnedRows(
        await db.query(
          `UPDATE contact SET opted_out_at = NULL, consent_source = $3, consent_at = $4
            WHERE account_id = $1 AND id = $2 AND opted_out_at IS NOT NULL RETURNING id`,
          [accountId, contactId, consent.source, consent.at],
        ),
      );
      return rows.length === 1;
    },

    /** What the gate has to know in the moment before a provider is called. */
    async gateFacts(
      accountId: string,
      contactId: string,
      channel: ChannelName,
    ): Promise<Omit<GateFacts, 'windowApplies'>> {
      const [row] = returnedRows<RawGateFacts>(
        await db.query(
          `SELECT identity.address, contact.phone, contact.opted_out_at IS NOT NULL AS opted_out, contact.last_inbound_at
             FROM contact LEFT JOIN contact_identity identity
               ON identity.account_id = contact.account_id AND identity.contact_id = contact.id
              AND identity.channel = $3
            WHERE contact.account_id = $1 AND contact.id = $2`,
          [accountId, contactId, channel],
        ),
      );
      return row ? knownFacts(row, channel) : { address: null, optedOut: false, lastInboundAt: null };
    },
  };
}

interface RawGateFacts {
  address: string | null;
  phone: string | null;
  opted_out: boolean;
  last_inbound_at: Date | null;
}

function knownFacts(row: RawGateFacts, channel: ChannelName): Omit<GateFacts, 'windowApplies'> {
  return {
    address: row.address ?? (isAddressedByPhone(channel) ? row.phone : null),
    optedOut: row.opted_out,
    lastInboundAt: row.last_inbound_at?.getTime() ?? null,
  };
}

async function findByIdentity(
  manager: EntityManager,
  { accountId, channel, address }: Pick<ContactIdentity, 'accountId' | 'channel' | 'address'>,
): Promise<string | null> {
  const [row] = returnedRows<{ contact_id: string }>(
    await manager.query(
      'SELECT contact_id FROM contact_identity WHERE account_id = $1 AND channel = $2 AND address = $3',
      [accountId, channel, address],
    ),
  );
  return row?.contact_id ?? null;
}

/** Finds or makes the contact while nobody else can do the same for this person. */
async function createLocked(manager: EntityManager, identity: ContactIdentity): Promise<string> {
  const { accountId, channel, address, phone, name } = identity;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `contact:${accountId}:${phone ?? `${channel}:${address}`}`,
  ]);
  const raced = await findByIdentity(manager, identity);
  if (raced !== null) return raced;
  const contactId = (phone === null ? null : await findByPhone(manager, identity)) ?? uuidv7();
  await manager
    .createQueryBuilder()
    .insert()
    .into(ContactEntity)
    .values({ id: contactId, accountId, phone, name })
    .orIgnore()
    .execute();
  await manager.query(
    'INSERT INTO contact_identity (account_id, channel, address, contact_id) VALUES ($1, $2, $3, $4)',
    [accountId, channel, address, contactId],
  );
  return contactId;
}

/** A contact with this phone that has no identity on the channel yet. */
async function findByPhone(manager: EntityManager, identity: ContactIdentity): Promise<string | null> {
  const [row] = returnedRows<{ id: string }>(
    await manager.query(
      `SELECT id FROM contact WHERE account_id = $1 AND phone = $2
          AND NOT EXISTS (SELECT 1 FROM contact_identity identity WHERE identity.account_id = contact.account_id
                            AND identity.contact_id = contact.id AND identity.channel = $3)
        ORDER BY id LIMIT 1`,
      [identity.accountId, identity.phone, identity.channel],
    ),
  );
  return row?.id ?? null;
}
