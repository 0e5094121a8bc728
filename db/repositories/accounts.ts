import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { IsNull, MoreThan } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { KeyCaller, KeyScopes } from '../../domain/access/caller';
import { AccountEntity, type AccountRow } from '../entities/account.entity';
import { ApiKeyEntity, type ApiKeyRow } from '../entities/api-key.entity';
import { makeDemonstration } from './demonstrations';
import { makeAccount } from './make-account';
import { prepared } from '../prepared';
import { hashToken } from '../secrets/opaque-token';
import { returnedRows } from './send-mapping';

/** A key as lists show it; the key itself is shown once, when it is made. */
export interface ApiKeySummary {
  id: string;
  name: string;
  prefix: string;
  scopes: KeyScopes;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** In place of the beginning of a key that somebody else made: that could say too much of it. */
const SEEDED = 'settings';

/** Written out, as every request asks it: to have it composed costs more than to have it answered. */
const BY_KEY = prepared(`
  SELECT id, account_id AS "accountId", name, scopes, last_used_at AS "lastUsedAt"
    FROM api_key WHERE key_hash = $1 AND revoked_at IS NULL`);

type UsedKey = Pick<ApiKeyRow, 'id' | 'accountId' | 'name' | 'scopes' | 'lastUsedAt'>;

const NOTED_EVERY_MS = 60_000;
const stored = (scopes: KeyScopes) => (scopes === 'all' ? null : [...scopes]);

/** Accounts and their API keys. Keys are stored as SHA-256 only. */
export function createAccounts(db: DataSource) {
  const accounts = db.getRepository(AccountEntity);
  const keys = db.getRepository(ApiKeyEntity);
  return {
    /** The oldest account, which a first start makes; null on an empty database. */
    async first(): Promise<AccountRow | null> {
      const [oldest] = await accounts.find({ order: { createdAt: 'ASC', id: 'ASC' }, take: 1 });
      return oldest ?? null;
    },

    async get(accountId: string): Promise<AccountRow | null> {
      return accounts.findOneBy({ id: accountId });
    },

    async create(name: string): Promise<AccountRow> {
      return db.transaction((unit) => makeAccount(unit, name));
    },

    /** The account of an empty database, and with it, if wanted, the one for a demonstration. */
    async createFirst(name: string, { demonstration }: { demonstration: boolean }): Promise<AccountRow> {
      return db.transaction(async (unit) => {
        const account = await makeAccount(unit, name);
        if (demonstration) await makeDemonstration(unit);
        return account;
      });
    },

    /** Every account, the oldest first. */
    async list(page: { after: string | null; count: number }): Promise<AccountRow[]> {
      return accounts.find({
        ...(page.after === null ? {} : { where: { id: MoreThan(page.after) } }),
        order: { id: 'ASC' },
        take: page.count,
      });
    },

    /** Makes a key and returns it in clear, for the only time. */
    async issueKey(
      accountId: string,
      name: string,
      scopes: KeyScopes = 'all',
    ): Promise<{ id: string; key: string }> {
      const prefix = randomBytes(4).toString('hex');
      const key = `hilo_${prefix}_${randomBytes(24).toString('base64url')}`;
      const id = uuidv7();
      await keys.insert({ id, accountId, name, prefix, keyHash: hashToken(key), scopes: stored(scopes) });
      return { id, key };
    },

    /** Keeps one key of this name that is known beforehand, and no other of it; none at all without one. */
    async seedKey(
      accountId: string,
      { name, scopes }: { name: string; scopes: KeyScopes },
      key: string | null,
    ): Promise<void> {
      const keyHash = key === null ? null : hashToken(key);
      const earlier = await keys.findBy({ accountId, name, prefix: SEEDED, revokedAt: IsNull() });
      if (earlier.some((kept) => keyHash?.equals(kept.keyHash))) return;
      await keys.update({ accountId, name, prefix: SEEDED, revokedAt: IsNull() }, { revokedAt: new Date() });
      if (keyHash === null) return;
      await keys.upsert(
        { id: uuidv7(), accountId, name, prefix: SEEDED, keyHash, scopes: stored(scopes), revokedAt: null },
        ['keyHash'],
      );
    },

    /** Whose key this is; null for an unknown or revoked one. Notes the use, at most once a minute. */
    async findByKey(key: string): Promise<KeyCaller | null> {
      const [found] = returnedRows<UsedKey>(await db.query(BY_KEY, [hashToken(key)]));
      if (!found) return null;
      if (Date.now() - (found.lastUsedAt?.getTime() ?? 0) > NOTED_EVERY_MS) {
        await db.query('UPDATE api_key SET last_used_at = now() WHERE id = $1', [found.id]);
      }
      const { id, accountId, name, scopes } = found;
      return { kind: 'key', accountId, id, name, scopes: scopes ?? 'all' };
    },

    async listKeys(accountId: string): Promise<ApiKeySummary[]> {
      const rows = await keys.find({
        where: { accountId, revokedAt: IsNull() },
        order: { createdAt: 'ASC' },
      });
      return rows.map(({ id, name, prefix, scopes, createdAt, lastUsedAt }) => ({
        id,
        name,
        prefix,
        scopes: scopes ?? 'all',
        createdAt,
        lastUsedAt,
      }));
    },

    /** False when the account has no such live key. */
    async revokeKey(accountId: string, keyId: string): Promise<boolean> {
      const done = await keys.update(
        { id: keyId, accountId, revokedAt: IsNull() },
        { revokedAt: new Date() },
      );
      return done.affected === 1;
    },
  };
}
