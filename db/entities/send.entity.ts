import { EntitySchema } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { MessageContent } from '../../domain/messaging/content';
import type { SendState } from '../../domain/messaging/send';

export interface SendRow {
  id: string;
  accountId: string;
  idempotencyKey: string;
  contactId: string;
  channel: ChannelName;
  content: MessageContent;
  state: SendState;
  attemptId: string | null;
  attempts: number;
  providerId: string | null;
  resultCode: string | null;
  resultDetail: string | null;
  reconciliations: number;
  /** When it is to go out; null for at once. */
  scheduledFor: Date | null;
  /** How often it failed in Hilo itself. */
  failures: number;
  /** The slot its sender's and its program's rate gave it; not dispatched earlier. */
  notBefore: Date | null;
  /** When a row left in `dispatching` is next looked up at the provider. */
  nextCheckAt: Date | null;
  responseMs: number | null;
  createdAt: Date;
  dispatchedAt: Date | null;
  settledAt: Date | null;
  updatedAt: Date;
}

export const SendEntity = new EntitySchema<SendRow>({
  name: 'send',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    idempotencyKey: { name: 'idempotency_key', type: 'text' },
    contactId: { name: 'contact_id', type: 'uuid' },
    channel: { type: 'text' },
    content: { type: 'jsonb' },
    state: { type: 'text' },
    attemptId: { name: 'attempt_id', type: 'uuid', nullable: true },
    attempts: { type: 'smallint' },
    providerId: { name: 'provider_id', type: 'text', nullable: true },
    resultCode: { name: 'result_code', type: 'text', nullable: true },
    resultDetail: { name: 'result_detail', type: 'text', nullable: true },
    reconciliations: { type: 'smallint' },
    scheduledFor: { name: 'scheduled_for', type: 'timestamptz', nullable: true },
    failures: { type: 'smallint' },
    notBefore: { name: 'not_before', type: 'timestamptz', nullable: true },
    nextCheckAt: { name: 'next_check_at', type: 'timestamptz', nullable: true },
    responseMs: { name: 'response_ms', type: 'integer', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
    dispatchedAt: { name: 'dispatched_at', type: 'timestamptz', nullable: true },
    settledAt: { name: 'settled_at', type: 'timestamptz', nullable: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
