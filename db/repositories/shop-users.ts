import type { DataSource } from 'typeorm';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** Somebody who buys; `contactId` where a channel knows the person. */
export interface ShopUser {
  id: number;
  accountId: string;
  contactId: string | null;
  name: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  segment: string;
  createdAt: Date;
}

/** What a user says of itself; `segment` is the shop's own word. */
export interface ShopUserDetails {
  name: string;
  email: string | null;
  phone: string | null;
  segment: string;
}

/** By any of these; all that are given must fit. */
export interface UserSearch {
  accountId: string;
  phone?: string | undefined;
  email?: string | undefined;
  /** Part of a name, in any case. */
  name?: string | undefined;
  limit: number;
}

export type ShopUserSaved =
  { kind: 'created' | 'known'; user: ShopUser } | { kind: 'phone-taken'; id: number };

export type ShopUsers = ReturnType<typeof createShopUsers>;

const COLUMNS = `id, account_id AS "accountId", contact_id AS "contactId", name, email, phone, segment,
  created_at AS "createdAt"`;

/** The users of a shop. A contact has at most one, and so has a phone number. */
export function createShopUsers(db: DataSource) {
  const select = async (condition: string, parameters: unknown[]): Promise<ShopUser[]> =>
    returnedRows<ShopUser>(await db.query(`SELECT ${COLUMNS} FROM users WHERE ${condition}`, parameters));

  const byPhone = async (accountId: string, phone: string): Promise<ShopUser | null> =>
    (await select('account_id = $1 AND phone = $2', [accountId, phone]))[0] ?? null;

  const byContact = async (accountId: string, contactId: string): Promise<ShopUser | null> =>
    (await select('account_id = $1 AND contact_id = $2', [accountId, contactId]))[0] ?? null;

  return {
    byPhone,

    async get(accountId: string, userId: number): Promise<ShopUser | null> {
      return (await select('account_id = $1 AND id = $2', [accountId, userId]))[0] ?? null;
    },

    /** Oldest first. */
    list: (page: { accountId: string; limit: number; after: number | null }): Promise<ShopUser[]> =>
      select('account_id = $1 AND ($2::int IS NULL OR id > $2) ORDER BY id LIMIT $3', [
        page.accountId,
        page.after,
        page.limit,
      ]),

    search({ accountId, phone, email, name, limit }: UserSearch): Promise<ShopUser[]> {
      return select(
        `account_id = $1 AND ($2::text IS NULL OR phone = $2) AND ($3::text IS NULL OR email = $3)
           AND ($4::text IS NULL OR lower(name) LIKE $4) ORDER BY id LIMIT $5`,
        [accountId, phone ?? null, email ?? null, name === undefined ? null : containing(name), limit],
      );
    },

    /** A user; the same details again find the one they made. Another person's phone is refused. */
    async create(accountId: string, details: ShopUserDetails): Promise<ShopUserSaved> {
      const { name, email, phone, segment } = details;
      try {
        const [user] = returnedRows<ShopUser>(
          await db.query(
            `INSERT INTO users (account_id, contact_id, name, email, phone, segment)
             VALUES ($1, ${UNCLAIMED_CONTACT}, $2, $3, $4, $5) RETURNING ${COLUMNS}`,
            [accountId, name, email, phone, segment],
          ),
        );
        if (!user) throw new Error('An inserted user vanished');
        return { kind: 'created', user };
      } catch (error) {
        const taken =
          violatesUnique(error, 'users_phone_unique') || violatesUnique(error, 'users_contact_unique');
        const known = taken && phone !== null ? await byPhone(accountId, phone) : null;
        if (!known) throw error;
        const same = known.name === name && known.email === email;
        return same ? { kind: 'known', user: known } : { kind: 'phone-taken', id: known.id };
      }
    },

    /** The user that a contact is, linked to it: its own, or the one that was made with its number. Null for none. */
    async ofContact(accountId: string, contactId: string): Promise<ShopUser | null> {
      const own = await byContact(accountId, contactId);
      if (own) return own;
      const adopted = await db.query<unknown>(ADOPT, [accountId, contactId, null, null]);
      return returnedRows<ShopUser>(adopted)[0] ?? null;
    },

    /**
     * The user that a contact is: its own, the one that was made with its number, or a new one. What is given
     * replaces what was known. Null when the account has no such contact.
     */
    async ensureForContact(
      accountId: string,
      contactId: string,
      details: { name?: string | undefined; email?: string | undefined },
    ): Promise<ShopUser | null> {
      return db.transaction(async (unit) => {
        // The contact's row serialises its first messages: one user comes of them.
        const [contact] = returnedRows<{ phone: string | null; name: string | null }>(
          await unit.query(
            'SELECT phone, name FROM contact WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE',
            [accountId, contactId],
          ),
        );
        if (!contact) return null;
        const parameters = [accountId, contactId, details.name ?? null, details.email ?? null];
        const [known] = returnedRows<ShopUser>(await unit.query(ADOPT, parameters));
        if (known) return known;
        const [made] = returnedRows<ShopUser>(
          await unit.query(
            `INSERT INTO users (account_id, contact_id, name, email, phone)
             VALUES ($1, $2, coalesce($3, $6), $4, $5) RETURNING ${COLUMNS}`,
            [...parameters, contact.phone, contact.name],
          ),
        );
        return made ?? null;
      });
    },
  };
}

/** The contact with the number, unless another user has it already. */
const UNCLAIMED_CONTACT = `(
  SELECT contact.id FROM contact WHERE contact.account_id = $1 AND contact.phone = $4
     AND NOT EXISTS (SELECT 1 FROM users other WHERE other.account_id = $1 AND other.contact_id = contact.id)
   ORDER BY contact.id LIMIT 1)`;

/** The contact's own user comes before one that only has its number. */
const ADOPT = `
  UPDATE users
     SET contact_id = $2, name = coalesce($3, name), email = coalesce($4, email), updated_at = now()
   WHERE id = (SELECT users.id FROM users
                 JOIN contact ON contact.account_id = users.account_id AND contact.id = $2
                WHERE users.account_id = $1
                  AND (contact_id = $2 OR (contact_id IS NULL AND users.phone = contact.phone))
                ORDER BY contact_id NULLS LAST LIMIT 1)
  RETURNING ${COLUMNS}`;

function containing(name: string): string {
  return `%${name.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
