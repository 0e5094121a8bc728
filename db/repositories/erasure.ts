import type { DataSource, EntityManager } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { Transcripts } from '../transcripts/transcripts';
import { erasedProviderId } from './inbound-messages';
import { returnedRows } from './send-mapping';
import { addressesOf, ERASED, type SuppressedAddresses } from './suppressed-addresses';
import type { PersonalAddress } from '../secrets/address-hashes';

export interface ErasureParts {
  db: DataSource;
  transcripts: Transcripts;
  suppressedAddresses: SuppressedAddresses;
}

/** How much of a contact there was. */
export interface Erased {
  dialogs: number;
  /** Messages from the contact. */
  messages: number;
  /** Messages to the contact. */
  sends: number;
  transcriptEntries: number;
}

export type Erasure = ReturnType<typeof createErasure>;

/**
 * Takes text, name and number of a contact out of every table, and its transcripts out of whichever store. What
 * counts and explains stays: that there was a contact, when messages went and what became of them.
 */
export function createErasure({ db, transcripts, suppressedAddresses }: ErasureParts) {
  return {
    /** Without a key the person could not be known again, and would be written to. */
    canErase: suppressedAddresses.canKeep,

    /** All or nothing, and safe to repeat. Null when the account has no such contact. */
    async erase(accountId: string, contactId: string, at: Date): Promise<Erased | null> {
      return db.transaction(async (unit) => {
        await lockDialogs(unit, accountId, contactId);
        const addresses = await lockPerson(unit, accountId, contactId);
        if (!addresses) return null;
        await suppressedAddresses.keep(unit, { accountId, addresses, at });
        const transcriptEntries = await transcripts.eraseContact(accountId, contactId, unit);
        const counts = {
          dialogs: await count(unit, DIALOGS, [accountId, contactId]),
          messages: await count(unit, MESSAGES, [accountId, contactId]),
          sends: await count(unit, SENDS, [accountId, contactId, at]),
        };
        await unit.query(APPOINTMENTS, [accountId, contactId, at]);
        await unit.query(SHOP_ORDERS, [accountId, contactId]);
        await unit.query(SHOP_USER, [accountId, contactId]);
        await unit.query(RECIPIENTS, [accountId, contactId]);
        await unit.query(REJECTED_ROWS, [accountId, contactId]);
        await unit.query('DELETE FROM contact_tag WHERE account_id = $1 AND contact_id = $2', [
          accountId,
          contactId,
        ]);
        await unit.query('DELETE FROM contact_identity WHERE account_id = $1 AND contact_id = $2', [
          accountId,
          contactId,
        ]);
        await unit.query(CONTACT, [accountId, contactId, at, ERASED]);
        return { ...counts, transcriptEntries };
      });
    },

    /** What a turn that was under way may have written into a store that has no part in the transaction. */
    async eraseLate(accountId: string, contactId: string): Promise<void> {
      await transcripts.eraseContact(accountId, contactId);
    },
  };
}

/** A turn holds its dialog while it writes: this waits for it, in the same order in which a turn locks. */
async function lockDialogs(unit: EntityManager, accountId: string, contactId: string): Promise<void> {
  await unit.query(
    'SELECT id FROM bot_dialog_state WHERE account_id = $1 AND contact_id = $2 ORDER BY id FOR UPDATE',
    [accountId, contactId],
  );
}

interface RawIdentity {
  channel: ChannelName;
  address: string;
  userId: string | null;
}

/** Everything the contact is known by; nothing new can refer to the contact until the transaction ends. */
async function lockPerson(
  unit: EntityManager,
  accountId: string,
  contactId: string,
): Promise<PersonalAddress[] | null> {
  const [contact] = returnedRows<{ phone: string | null }>(
    await unit.query('SELECT phone FROM contact WHERE account_id = $1 AND id = $2 FOR UPDATE', [
      accountId,
      contactId,
    ]),
  );
  if (!contact) return null;
  const { phone } = contact;
  const identities = returnedRows<RawIdentity>(
    await unit.query(
      `SELECT channel, address, user_id AS "userId" FROM contact_identity
        WHERE account_id = $1 AND contact_id = $2`,
      [accountId, contactId],
    ),
  );
  const known = identities.flatMap((identity) => addressesOf({ ...identity, phone: null }));
  return phone === null ? known : [...known, { phone }];
}

async function count(unit: EntityManager, sql: string, parameters: unknown[]): Promise<number> {
  return returnedRows(await unit.query(sql, parameters)).length;
}

const DIALOGS = 'DELETE FROM bot_dialog_state WHERE account_id = $1 AND contact_id = $2 RETURNING id';

/** The provider's ids go too: WhatsApp's have the number in them. Their hash knows a late delivery again. */
const MESSAGES = `
  UPDATE inbound_message
     SET content = '{"text": ""}', provider_id = ${erasedProviderId('provider_id')},
         handled_at = coalesce(handled_at, now())
   WHERE account_id = $1 AND contact_id = $2
     AND (content <> '{"text": ""}' OR provider_id NOT LIKE 'erased:%') RETURNING id`;

/**
 * What did not go out never will, and what is under way stays of unknown fate: a report could only bring the
 * provider's id back. Keys of callers can be anything, a number among it; all others are made of ids.
 */
const SENDS = `
  UPDATE send
     SET content = '{"kind": "text", "text": ""}', result_detail = NULL, provider_id = NULL, attempt_id = NULL,
         idempotency_key = CASE WHEN idempotency_key LIKE 'message:%' THEN 'message:erased:' || id
                                ELSE idempotency_key END,
         state = CASE state WHEN 'reserved' THEN 'cancelled' WHEN 'dispatching' THEN 'unconfirmed' ELSE state END,
         next_check_at = NULL, settled_at = coalesce(settled_at, $3), updated_at = now()
   WHERE account_id = $1 AND contact_id = $2 AND content <> '{"kind": "text", "text": ""}' RETURNING id`;

/** The contact's user, or one that was made with its number before the contact wrote. */
const ITS_USERS = `
  SELECT users.id FROM users JOIN contact ON contact.account_id = users.account_id AND contact.id = $2
   WHERE users.account_id = $1
     AND (users.contact_id = contact.id OR (users.contact_id IS NULL AND users.phone = contact.phone))`;

/** That the contact was on a list stays; what the list said does not. */
const RECIPIENTS = `
  UPDATE broadcast_recipient SET variables = '{}' WHERE account_id = $1 AND contact_id = $2`;

/** A number that was refused may be written in any way: by its last digits it is the contact's. */
const REJECTED_ROWS = `
  DELETE FROM broadcast_rejected_row
   WHERE account_id = $1 AND length(regexp_replace(phone, '\\D', '', 'g')) >= 7 AND EXISTS (
     SELECT 1 FROM (SELECT phone AS known FROM contact WHERE account_id = $1 AND id = $2
                    UNION SELECT address FROM contact_identity WHERE account_id = $1 AND contact_id = $2) AS person
      WHERE person.known LIKE '%' || regexp_replace(broadcast_rejected_row.phone, '\\D', '', 'g'))`;

/** Nobody comes to those ahead. */
const APPOINTMENTS = `
  UPDATE appointment
     SET note = NULL, idempotency_key = 'erased:' || id, version = version + 1,
         state = CASE WHEN ends_at > $3 THEN 'cancelled' ELSE state END,
         updated_at = now()
   WHERE account_id = $1 AND contact_id = $2 AND idempotency_key NOT LIKE 'erased:%'`;

/** What was bought stays, by nobody. */
const SHOP_ORDERS = `
  UPDATE orders SET email = NULL, status_reason = NULL, idempotency_key = NULL, request_hash = NULL
   WHERE account_id = $1 AND user_id IN (${ITS_USERS})`;
const SHOP_USER = `
  UPDATE users SET name = NULL, email = NULL, phone = NULL, segment = 'nuevo', updated_at = now()
   WHERE account_id = $1 AND id IN (${ITS_USERS})`;

const CONTACT = `
  UPDATE contact
     SET phone = NULL, name = NULL, language = NULL, last_inbound_at = NULL, consent_source = NULL, consent_at = NULL,
         opted_out_at = coalesce(opted_out_at, $3), opt_out_source = $4
   WHERE account_id = $1 AND id = $2`;
