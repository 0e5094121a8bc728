import { randomBytes } from 'node:crypto';
import type { Env } from '../../config/env';
import { createDataSource } from '../../db/data-source';
import { createAccounts } from '../../db/repositories/accounts';
import type { Accounts } from '../../db/repositories/accounts';
import { createDemonstrations } from '../../db/repositories/demonstrations';
import { createOperators } from '../../db/repositories/operators';
import type { Operators } from '../../db/repositories/operators';
import { hashPassword } from '../../db/secrets/password-hashes';
import type { Scope } from '../../domain/access/scopes';

/** The key that the first shop's backoffice was given; it opens what that had: people who buy, products, carts, orders. */
const SHOP_KEY = {
  name: 'BACKOFFICE_API_KEY',
  scopes: [
    ...(['catalogue:read', 'catalogue:write'] as const),
    ...(['orders:read', 'orders:write', 'orders:refund'] as const),
  ] satisfies Scope[],
};

export interface PreparedDatabase extends PreparedAccount {
  /** The first operator, made just now. */
  newAdmin: NewAdmin | null;
  /** Whether there is a demonstration to look at. */
  hasDemonstration: boolean;
}

interface PreparedAccount {
  accountId: string;
  /** The first account was made just now. */
  accountIsNew: boolean;
  /** A key made just now; it is never shown again. */
  newKey?: string;
}

export interface NewAdmin {
  login: string;
  /** Null for the one of the settings; a made one is never shown again. */
  madePassword: string | null;
}

export interface KeyWish {
  /** The key the caller has; one that opens this database is enough. */
  knownKey?: string | undefined;
  /** Whether to make a key for an account that is there already. */
  forExistingAccount: boolean;
}

/** What the settings say about who may in. */
export type AccessSettings = Pick<Env, 'ADMIN_USER' | 'ADMIN_PASSWORD' | 'BACKOFFICE_API_KEY'>;

export interface Preparation {
  url: string;
  key: KeyWish;
  access: AccessSettings;
  /** Whether an empty database is given an account for a demonstration, too. */
  demonstration: boolean;
}

/** Brings the schema up to date and sees to it that there is an account, with a key and an operator when it is new. */
export async function prepareDatabase(preparation: Preparation): Promise<PreparedDatabase> {
  const { url, key, access, demonstration } = preparation;
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  try {
    await dataSource.runMigrations();
    const accounts = createAccounts(dataSource);
    const account = await firstAccount(accounts, key, demonstration);
    await accounts.seedKey(account.accountId, SHOP_KEY, access.BACKOFFICE_API_KEY ?? null);
    const newAdmin = await firstAdmin(createOperators(dataSource), account.accountId, access);
    const hasDemonstration = (await createDemonstrations(dataSource).find()) !== null;
    return { ...account, newAdmin, hasDemonstration };
  } finally {
    await dataSource.destroy();
  }
}

async function firstAccount(
  accounts: Accounts,
  wish: KeyWish,
  demonstration: boolean,
): Promise<PreparedAccount> {
  const known = wish.knownKey === undefined ? null : await accounts.findByKey(wish.knownKey);
  if (known !== null) return { accountId: known.accountId, accountIsNew: false };
  const existing = await accounts.first();
  if (existing !== null && !wish.forExistingAccount) return { accountId: existing.id, accountIsNew: false };
  const account = existing ?? (await accounts.createFirst('Hilo', { demonstration }));
  const { key } = await accounts.issueKey(account.id, 'first key');
  return { accountId: account.id, accountIsNew: existing === null, newKey: key };
}

/** Whoever starts Hilo first owns its account and looks after the platform; later settings change nobody. */
async function firstAdmin(
  operators: Operators,
  accountId: string,
  { ADMIN_USER: login, ADMIN_PASSWORD: given }: AccessSettings,
): Promise<NewAdmin | null> {
  if (await operators.someoneExists()) return null;
  const password = given ?? randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const made = await operators.create(accountId, { login, role: 'owner', isSuperAdmin: true, passwordHash });
  return made && { login, madePassword: given === undefined ? password : null };
}
