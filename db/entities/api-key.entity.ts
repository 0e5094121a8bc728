import { EntitySchema } from 'typeorm';
import type { Scope } from '../../domain/access/scopes';

export interface ApiKeyRow {
  id: string;
  accountId: string;
  name: string;
  /** The readable start of the key, to tell keys apart; useless by itself. */
  prefix: string;
  /** SHA-256 of the whole key, which is random enough to need no salt. */
  keyHash: Buffer;
  /** Null for everything. */
  scopes: Scope[] | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export const ApiKeyEntity = new EntitySchema<ApiKeyRow>({
  name: 'api_key',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    name: { type: 'text' },
    prefix: { type: 'text' },
    keyHash: { name: 'key_hash', type: 'bytea' },
    scopes: { type: 'text', array: true, nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    lastUsedAt: { name: 'last_used_at', type: 'timestamptz', nullable: true },
    revokedAt: { name: 'revoked_at', type: 'timestamptz', nullable: true },
  },
});
