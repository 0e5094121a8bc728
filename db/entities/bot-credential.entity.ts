import { EntitySchema } from 'typeorm';
import type { Platform } from '../../domain/conversations/platform-credentials';
import type { SealedSecret } from '../secrets/secret-box';

/** A bot on a platform. */
export interface PlatformCredentialRow {
  /** A new one with every replacement: what was sealed is bound to it. */
  id: string;
  accountId: string;
  botId: string;
  platform: Platform;
  /** Null where the bot uses the platform's own settings of the environment. */
  credentials: SealedSecret | null;
  fingerprint: string | null;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export const PlatformCredentialEntity = new EntitySchema<PlatformCredentialRow>({
  name: 'bot_platform_credential',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    botId: { name: 'bot_id', type: 'uuid' },
    platform: { type: 'text' },
    credentials: { type: 'jsonb', nullable: true },
    fingerprint: { type: 'text', nullable: true },
    isActive: { name: 'is_active', type: 'boolean' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});

/** A secret that the call steps of a bot's scenario name. */
export interface BotSecretRow {
  accountId: string;
  botId: string;
  name: string;
  sealed: SealedSecret;
  fingerprint: string;
  updatedAt: Date;
}

export const BotSecretEntity = new EntitySchema<BotSecretRow>({
  name: 'bot_secret',
  columns: {
    accountId: { name: 'account_id', type: 'uuid' },
    botId: { name: 'bot_id', type: 'uuid', primary: true },
    name: { type: 'text', primary: true },
    sealed: { type: 'jsonb' },
    fingerprint: { type: 'text' },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
