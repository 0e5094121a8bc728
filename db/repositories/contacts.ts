import type { DataSource } from 'typeorm';
import { isAddressedByPhone, type ChannelName } from '../../domain/messaging/channel-name';
import type { GateFacts } from '../../domain/messaging/gate';
import type { ContactRow } from '../entities/contact.entity';
import { prepared } from '../prepared';
import { createConsent } from './consent';
import {
  ensureLocked,
  findIdentity,
  moveIdentity,
  type AddressMove,
  type AddressMoved,
  type ContactIdentity,
} from './contact-identities';
import { findKnownSender, type KnownSender } from './known-senders';
import { returnedRows } from './send-mapping';
import { noSuppressedAddresses } from './suppressed-addresses';
import { violatesUnique } from './unique-violation';

export interface ContactView extends ContactRow {
  identities: { channel: ChannelName; address: string }[];
  /** In alphabetical order. */
  tags: string[];
}

export type { ContactIdentity };

export interface ContactPage {
  accountId: string;
  /** Only whoever has this number, as a phone or as an address of any channel. */
  phone?: string | undefined;
  /** Only those marked with it. */
  tag?: string | undefined;
  limit: number;
  /** The last id of the page before. */
  after: string | null;
}

export type Contacts = ReturnType<typeof createContacts>;

const IDENTITIES = `(SELECT coalesce(json_agg(json_build_object('channel', channel, 'address', address)
  ORDER BY channel), '[]') FROM contact_identity identity
  WHERE identity.account_id = contact.account_id AND identity.contact_id = contact.id) AS identities`;

const TAGS = `ARRAY(SELECT tag FROM contact_tag tag WHERE tag.account_id = contact.account_id
  AND tag.contact_id = contact.id ORDER BY tag.tag) AS tags`;

const HAS_NUMBER = `id IN (SELECT named.id FROM contact named WHERE named.account_id = $1 AND named.phone = $5
  UNION ALL SELECT identity.contact_id FROM contact_identity identity
   WHERE identity.account_id = $1 AND identity.address = $5)`;

const COLUMNS = `contact.id, contact.account_id AS "accountId", contact.phone, contact.name, contact.language,
  contact.opted_out_at AS "optedOutAt", contact.opt_out_source AS "optOutSource", contact.consent_source AS "consentSource",
  contact.consent_at AS "consentAt", contact.last_inbound_at AS "lastInboundAt",
  contact.created_at AS "createdAt", ${IDENTITIES}, ${TAGS}`;

/** Contacts and what each channel calls them; an erased person who comes back is suppressed from the start. */
export function createContacts(db: DataSource, suppressedAddresses = noSuppressedAddresses()) {
  const consent = createConsent(db);

  return {
    /** Who wrote to a bot, where nothing new is to be learnt of them. */
    known: (identity: ContactIdentity, botId?: string): Promise<KnownSender | null> =>
      findKnownSender(db, identity, botId),

    /**
     * The contact behind an identity, made when new. A person known by phone on another channel is the same
     * contact. Safe when twenty first messages arrive at once: one contact comes of them.
     */
    async ensure(identity: ContactIdentity): Promise<string> {
      const make = () => db.transaction((manager) => ensureLocked(manager, identity, suppressedAddresses));
      const known = await findKnownSender(db, identity);
      if (known !== null) return known.contactId;
      return make().catch((error: unknown) => {
        // A list, which locks nobody, made the same contact meanwhile: it is found now.
        if (violatesUnique(error, 'contact_identity_pkey')) return make();
        throw error;
      });
    },

    /** The contact took another number; each notice of that has its effect once. */
    async moveAddress(move: AddressMove): Promise<AddressMoved> {
      return db.transaction((manager) => moveIdentity(manager, move));
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
      const known = await findIdentity(db.manager, { accountId, channel, address });
      return known?.contactId ?? null;
    },

    async list({ accountId, phone, tag, limit, after }: ContactPage): Promise<ContactView[]> {
      const named = phone === undefined ? '' : `AND ${HAS_NUMBER}`;
      return returnedRows<ContactView>(
        await db.query(
          `SELECT ${COLUMNS} FROM contact WHERE account_id = $1 AND ($2::uuid IS NULL OR id > $2) ${named}
              AND ($4::text IS NULL OR id IN (SELECT contact_id FROM contact_tag WHERE account_id = $1 AND tag = $4))
            ORDER BY id LIMIT $3`,
          [accountId, after, limit, tag ?? null, ...(phone === undefined ? [] : [phone])],
        ),
      );
    },

    /** No further message to the contact, on any channel. False when it had opted out already. */
    async optOut(accountId: string, contactId: string, at: Date): Promise<boolean> {
      return consent.optOut({ accountId, contactId, at, source: 'provider' });
    },

    /** Messages are wanted again; keeps where the consent came from. False when that was known already. */
    async optIn(accountId: string, contactId: string, { source, at }: { source: string; at: Date }) {
      return consent.optIn({ accountId, contactId, at, source });
    },

    /** Keeps the language that a channel tells; what it told last stands. */
    async noteLanguage(accountId: string, contactId: string, language: string): Promise<void> {
      await db.query(
        `UPDATE contact SET language = $3 WHERE account_id = $1 AND id = $2 AND language IS DISTINCT FROM $3`,
        [accountId, contactId, language],
      );
    },

    /** What the gate has to know in the moment before a provider is called. */
    async gateFacts(
      accountId: string,
      contactId: string,
      channel: ChannelName,
    ): Promise<Omit<GateFacts, 'windowApplies'>> {
      const [row] = returnedRows<RawGateFacts>(await db.query(GATE_FACTS, [accountId, contactId, channel]));
      return row ? knownFacts(row, channel) : { address: null, optedOut: false, lastInboundAt: null };
    },
  };
}

const GATE_FACTS = prepared(`
  SELECT identity.address, contact.phone, contact.opted_out_at IS NOT NULL AS opted_out, identity.last_inbound_at
    FROM contact LEFT JOIN contact_identity identity
      ON identity.account_id = contact.account_id AND identity.contact_id = contact.id AND identity.channel = $3
   WHERE contact.account_id = $1 AND contact.id = $2`);

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
