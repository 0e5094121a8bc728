import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { ContactEntity } from '../entities/contact.entity';
import { returnedRows } from './send-mapping';
import { ERASED, type SuppressedAddresses } from './suppressed-addresses';

/** A contact as a channel or a list names it. */
export interface ContactIdentity {
  accountId: string;
  channel: ChannelName;
  /** What messages to the person are addressed to on the channel. */
  address: string;
  /** E.164 where known. */
  phone: string | null;
  name: string | null;
  /** The channel's own id of the person, where it told it beside the address. */
  userId?: string | null;
}

/** An identity as it was found: under the address, or under the id that the channel tells beside it. */
export interface KnownIdentity {
  contactId: string;
  address: string;
  userId: string | null;
}

type Named = Pick<ContactIdentity, 'accountId' | 'channel' | 'address' | 'userId'>;

/** Of an account ($1) and a channel ($2), the identity of an address ($3) or of the person's id there ($4). */
export const IDENTITY_OF_PERSON = `FROM contact_identity
  WHERE account_id = $1 AND channel = $2 AND (address IN ($3, $4) OR user_id IN ($3, $4))
  ORDER BY user_id IS NOT DISTINCT FROM $3 DESC, address = $3 DESC, user_id IS NOT DISTINCT FROM $4 DESC
  LIMIT 1`;

/** The identity of an address; one known by the person's id alone when no other is. */
export async function findIdentity(manager: EntityManager, named: Named): Promise<KnownIdentity | null> {
  const { accountId, channel, address, userId = null } = named;
  const [row] = returnedRows<KnownIdentity>(
    await manager.query(
      `SELECT contact_id AS "contactId", address, user_id AS "userId" ${IDENTITY_OF_PERSON}`,
      [accountId, channel, address, userId],
    ),
  );
  return row ?? null;
}

/** True when an identity says all that this message tells of the person. */
export function isCurrent(known: KnownIdentity, { address, userId = null }: Named): boolean {
  return userId === null ? true : known.address === address && known.userId === userId;
}

/** Finds, joins or makes the contact while nobody else can do the same for this person. */
export async function ensureLocked(
  manager: EntityManager,
  identity: ContactIdentity,
  suppressedAddresses: SuppressedAddresses,
): Promise<string> {
  await lockPerson(manager, identity);
  const known = await findIdentity(manager, identity);
  if (known === null) return create(manager, identity, suppressedAddresses);
  if (!isCurrent(known, identity)) await learn(manager, identity, known);
  return known.contactId;
}

/** A notice that a person took another number, under the provider's id of the notice. */
export interface AddressMove {
  accountId: string;
  channel: ChannelName;
  providerId: string;
  from: string;
  to: string;
  at: Date;
}

/** `taken`: somebody else has the new address. `repeated`: the notice has had its effect, however long ago. */
export type AddressMoved = 'moved' | 'unknown' | 'taken' | 'repeated';

/** The contact, its dialogs and its opt-out move with the number, once for each notice. */
export async function moveIdentity(manager: EntityManager, move: AddressMove): Promise<AddressMoved> {
  const { accountId, channel, from, to } = move;
  const person = { accountId, channel, address: to, phone: to, name: null };
  await lockPerson(manager, person);
  const known = await findIdentity(manager, { accountId, channel, address: from });
  if (known === null) return 'unknown';
  if (!(await keepNotice(manager, move, known.contactId))) return 'repeated';
  if ((await findIdentity(manager, person)) !== null) return 'taken';
  await learn(manager, { ...person, userId: known.userId }, known);
  return 'moved';
}

/** Notices are kept like messages: weeks later, when the old number is somebody else's, this one moves nobody. */
async function keepNotice(manager: EntityManager, move: AddressMove, contactId: string): Promise<boolean> {
  const { accountId, channel, providerId, at } = move;
  const kept: unknown = await manager.query(
    `INSERT INTO inbound_message (id, account_id, channel, provider_id, contact_id, content, received_at, handled_at)
     VALUES ($1, $2, $3, $4, $5, '{"text":""}', $6, now())
     ON CONFLICT ON CONSTRAINT inbound_message_provider_unique DO NOTHING RETURNING id`,
    [uuidv7(), accountId, channel, providerId, contactId, at],
  );
  return returnedRows(kept).length === 1;
}

/** One lock for each thing the person is known by, always in the same order. */
async function lockPerson(manager: EntityManager, identity: ContactIdentity): Promise<void> {
  const { accountId, channel, address, phone, userId } = identity;
  const names = new Set([phone ?? `${channel}:${address}`, ...(userId ? [`${channel}:${userId}`] : [])]);
  for (const name of [...names].sort()) {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `contact:${accountId}:${name}`,
    ]);
  }
}

async function create(
  manager: EntityManager,
  identity: ContactIdentity,
  suppressedAddresses: SuppressedAddresses,
): Promise<string> {
  const { accountId, channel, address, phone, name, userId = null } = identity;
  const contactId = (phone === null ? null : await findByPhone(manager, identity)) ?? uuidv7();
  const optedOutAt = await suppressedAddresses.erasedAt(manager, identity);
  const optOutSource = optedOutAt && ERASED;
  await manager
    .createQueryBuilder()
    .insert()
    .into(ContactEntity)
    .values({ id: contactId, accountId, phone, name, optedOutAt, optOutSource })
    .orIgnore()
    .execute();
  await manager.query(
    `INSERT INTO contact_identity (account_id, channel, address, contact_id, user_id)
     VALUES ($1, $2, $3, $4, $5)`,
    [accountId, channel, address, contactId, userId],
  );
  return contactId;
}

/**
 * Keeps a number and an id that came in one message as one person's. Whoever was known by the id alone and has
 * this number too stays a contact of old, whose opt-out goes over.
 */
async function learn(manager: EntityManager, identity: ContactIdentity, known: KnownIdentity): Promise<void> {
  const { accountId, channel, address, phone, userId = null } = identity;
  await manager.query(
    `UPDATE contact SET opted_out_at = older.opted_out_at, opt_out_source = older.opt_out_source
       FROM contact_identity identity
       JOIN contact older ON older.account_id = identity.account_id AND older.id = identity.contact_id
      WHERE contact.account_id = $1 AND contact.id = $4 AND contact.opted_out_at IS NULL
        AND identity.account_id = $1 AND identity.channel = $2 AND older.id <> $4
        AND (identity.address = $3 OR identity.user_id = $3) AND older.opted_out_at IS NOT NULL`,
    [accountId, channel, userId, known.contactId],
  );
  await manager.query(
    `UPDATE contact_identity SET user_id = NULL
      WHERE account_id = $1 AND channel = $2 AND user_id = $3 AND contact_id <> $4`,
    [accountId, channel, userId, known.contactId],
  );
  await manager.query(
    `UPDATE contact_identity SET address = $5, user_id = $3
      WHERE account_id = $1 AND channel = $2 AND contact_id = $4`,
    [accountId, channel, userId, known.contactId, address],
  );
  await manager.query(
    `UPDATE bot_dialog_state SET platform_chat_id = $3, updated_at = now()
      WHERE account_id = $1 AND platform = $2 AND contact_id = $4 AND platform_chat_id = $5
        AND NOT EXISTS (SELECT 1 FROM bot_dialog_state other WHERE other.account_id = $1
                           AND other.bot_id = bot_dialog_state.bot_id AND other.platform = $2
                           AND other.platform_chat_id = $3)`,
    [accountId, channel, address, known.contactId, known.address],
  );
  if (phone !== null) {
    await manager.query('UPDATE contact SET phone = $3 WHERE account_id = $1 AND id = $2', [
      accountId,
      known.contactId,
      phone,
    ]);
  }
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
