import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { IsNull } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { KeyCaller, KeyScopes } from '../../domain/access/caller';
import { AccountEntity, type AccountRow } from '../entities/account.entity';
import { ApiKeyEntity } from '../entities/api-key.entity';

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

const stored = (scopes: KeyScopes) => (scopes === 'all' ? null : [...scopes]);
const hashKey = (key: string) => createHash('sha256').update(key).digest();

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
      return accounts.save({ id: uuidv7(), name });
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
      await keys.insert({ id, accountId, name, prefix, keyHash: hashKey(key), scopes: stored(scopes) });
      return { id, key };
    },

    /** Whose key this is; null for an unknown or revoked one. Notes the use, at most once a minute. */
    async findByKey(key: string): Promise<KeyCaller | null> {
      const found = await keys.findOneBy({ keyHash: hashKey(key), revokedAt: IsNull() });
      if (!found) return null;
      await db.query(
        `UPDATE api_key SET last_used_at = now()
          WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [found.id],
      );
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
