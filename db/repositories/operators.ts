import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Role } from '../../domain/access/roles';
import type { AccountRow } from '../entities/account.entity';
import { freshToken, hashToken } from '../secrets/opaque-token';
import { makeAccount } from './make-account';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** Somebody who signs in, as lists show it. */
export interface Operator {
  id: string;
  accountId: string;
  login: string;
  role: Role;
  isSuperAdmin: boolean;
  /** False until the invitation was accepted, and again after a reset. */
  hasPassword: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
}

export interface NewOperator {
  login: string;
  role: Role;
  isSuperAdmin?: boolean;
  /** Null for one who is invited. */
  passwordHash: string | null;
}

export type Operators = ReturnType<typeof createOperators>;

const COLUMNS = `id, account_id AS "accountId", login, role, is_super_admin AS "isSuperAdmin",
  password_hash IS NOT NULL AS "hasPassword", created_at AS "createdAt", last_sign_in_at AS "lastSignInAt"`;

/** Operators of accounts. A login is one operator's over all accounts; those who were removed stay for the audit. */
export function createOperators(db: DataSource) {
  const get = async (accountId: string, id: string): Promise<Operator | null> => {
    const [found] = await db.query<Operator[]>(
      `SELECT ${COLUMNS} FROM operator WHERE account_id = $1 AND id = $2 AND removed_at IS NULL`,
      [accountId, id],
    );
    return found ?? null;
  };
  return {
    get,

    async list(accountId: string): Promise<Operator[]> {
      return db.query<Operator[]>(
        `SELECT ${COLUMNS} FROM operator WHERE account_id = $1 AND removed_at IS NULL ORDER BY created_at, id`,
        [accountId],
      );
    },

    /** Whether there is any operator at all, of any account. */
    async someoneExists(): Promise<boolean> {
      return (await db.query<unknown[]>('SELECT 1 FROM operator LIMIT 1')).length > 0;
    },

    /** Null when the login is taken. */
    async create(accountId: string, made: NewOperator): Promise<Operator | null> {
      return unlessLoginTaken(() => insert(db, accountId, made));
    },

    /** Makes an account with an owner who is invited; null, and no account, when the login is taken. */
    async createAccount(
      name: string,
      ownerLogin: string,
    ): Promise<{ account: AccountRow; owner: Operator } | null> {
      return unlessLoginTaken(() =>
        db.transaction(async (tx) => {
          const account = await makeAccount(tx, name);
          const owner = await insert(tx, account.id, {
            login: ownerLogin,
            role: 'owner',
            passwordHash: null,
          });
          return { account, owner };
        }),
      );
    },

    /** For signing in only: by login over all accounts, with what its password hashes to. */
    async findByLogin(login: string): Promise<{ operator: Operator; passwordHash: string | null } | null> {
      const [found] = await db.query<(Operator & { passwordHash: string | null })[]>(
        `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM operator
          WHERE lower(login) = lower($1) AND removed_at IS NULL`,
        [login],
      );
      if (!found) return null;
      const { passwordHash, ...operator } = found;
      return { operator, passwordHash };
    },

    async noteSignIn({ accountId, id }: Pick<Operator, 'accountId' | 'id'>, at: Date): Promise<void> {
      await db.query('UPDATE operator SET last_sign_in_at = $3 WHERE account_id = $1 AND id = $2', [
        accountId,
        id,
        at,
      ]);
    },

    /** Null for none: nothing opens the operator then but an invitation. */
    async setPassword(accountId: string, id: string, passwordHash: string | null): Promise<void> {
      await db.query('UPDATE operator SET password_hash = $3 WHERE account_id = $1 AND id = $2', [
        accountId,
        id,
        passwordHash,
      ]);
    },

    /** Gives another role, or none at all; an account keeps an owner. Null for an unknown operator. */
    async setRole(
      accountId: string,
      id: string,
      role: Role | 'none',
    ): Promise<Operator | 'last-owner' | null> {
      return db.transaction(async (tx) => {
        // Two owners must not each take the other's role at once.
        await tx.query('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [accountId]);
        const owners = await tx.query<{ id: string }[]>(
          `SELECT id FROM operator WHERE account_id = $1 AND role = 'owner' AND removed_at IS NULL`,
          [accountId],
        );
        if (role !== 'owner' && owners.length === 1 && owners[0]?.id === id) return 'last-owner';
        const set = role === 'none' ? 'removed_at = now()' : 'role = $3';
        const [changed] = returnedRows<Operator>(
          await tx.query(
            `UPDATE operator SET ${set} WHERE account_id = $1 AND id = $2 AND removed_at IS NULL
             RETURNING ${COLUMNS}`,
            [accountId, id, ...(role === 'none' ? [] : [role])],
          ),
        );
        return changed ?? null;
      });
    },

    /** A token that lets its holder choose the operator's password, once; earlier ones stop working. */
    async invite(operator: Pick<Operator, 'id' | 'accountId'>, expiresAt: Date): Promise<string> {
      const { token, hash } = freshToken();
      await db.transaction(async (tx) => {
        await tx.query(
          'UPDATE operator_invitation SET used_at = now() WHERE operator_id = $1 AND used_at IS NULL',
          [operator.id],
        );
        await tx.query(
          `INSERT INTO operator_invitation (token_hash, account_id, operator_id, expires_at)
           VALUES ($1, $2, $3, $4)`,
          [hash, operator.accountId, operator.id, expiresAt],
        );
      });
      return token;
    },

    /** Uses an invitation up: sets the password of whom it was for. Null for one that is used, late or unknown. */
    async accept(token: string, passwordHash: string, now: Date): Promise<Operator | null> {
      const [accepted] = returnedRows<Operator>(
        await db.query(
          `WITH used AS (
             UPDATE operator_invitation SET used_at = $2
              WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
             RETURNING account_id, operator_id
           )
           UPDATE operator SET password_hash = $3 FROM used
            WHERE operator.account_id = used.account_id AND id = operator_id AND removed_at IS NULL
           RETURNING ${COLUMNS.replace('account_id', 'operator.account_id')}`,
          [hashToken(token), now, passwordHash],
        ),
      );
      return accepted ?? null;
    },
  };
}

async function insert(
  tx: DataSource | EntityManager,
  accountId: string,
  made: NewOperator,
): Promise<Operator> {
  const { login, role, isSuperAdmin = false, passwordHash } = made;
  const [row] = await tx.query<[Operator]>(
    `INSERT INTO operator (id, account_id, login, role, is_super_admin, password_hash)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [uuidv7(), accountId, login, role, isSuperAdmin, passwordHash],
  );
  return row;
}

async function unlessLoginTaken<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (violatesUnique(error, 'operator_login_unique')) return null;
    throw error;
  }
}
