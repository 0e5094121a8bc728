import { createDataSource } from '../../db/data-source';
import { createAccounts } from '../../db/repositories/accounts';
import type { Accounts } from '../../db/repositories/accounts';

export interface PreparedDatabase {
  accountId: string;
  /** The first account was made just now. */
  accountIsNew: boolean;
  /** A key made just now; it is never shown again. */
  newKey?: string;
}

export interface KeyWish {
  /** The key the caller has; one that opens this database is enough. */
  knownKey?: string | undefined;
  /** Whether to make a key for an account that is there already. */
  forExistingAccount: boolean;
}

/** Brings the schema up to date and sees to it that there is an account, with a key when it is new. */
export async function prepareDatabase(url: string, wish: KeyWish): Promise<PreparedDatabase> {
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  try {
    await dataSource.runMigrations();
    return await firstAccount(createAccounts(dataSource), wish);
  } finally {
    await dataSource.destroy();
  }
}

async function firstAccount(accounts: Accounts, wish: KeyWish): Promise<PreparedDatabase> {
  const known = wish.knownKey === undefined ? null : await accounts.findByKey(wish.knownKey);
  if (known !== null) return { accountId: known.accountId, accountIsNew: false };
  const existing = await accounts.first();
  if (existing !== null && !wish.forExistingAccount) return { accountId: existing.id, accountIsNew: false };
  const account = existing ?? (await accounts.create('Hilo'));
  const { key } = await accounts.issueKey(account.id, 'first key');
  return { accountId: account.id, accountIsNew: existing === null, newKey: key };
}
