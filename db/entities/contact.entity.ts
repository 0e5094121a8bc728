import { EntitySchema } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';

export interface ContactRow {
  id: string;
  accountId: string;
  /** E.164; an attribute, not the key: a channel can deliver messages without one. */
  phone: string | null;
  name: string | null;
  /** Of its own app, as two or three letters; null where no channel told it. */
  language: string | null;
  optedOutAt: Date | null;
  /** Where that was said: a word on a channel, a provider, a person in the console. */
  optOutSource: string | null;
  consentSource: string | null;
  consentAt: Date | null;
  lastInboundAt: Date | null;
  createdAt: Date;
}

export const ContactEntity = new EntitySchema<ContactRow>({
  name: 'contact',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    phone: { type: 'text', nullable: true },
    name: { type: 'text', nullable: true },
    language: { type: 'text', nullable: true },
    optedOutAt: { name: 'opted_out_at', type: 'timestamptz', nullable: true },
    optOutSource: { name: 'opt_out_source', type: 'text', nullable: true },
    consentSource: { name: 'consent_source', type: 'text', nullable: true },
    consentAt: { name: 'consent_at', type: 'timestamptz', nullable: true },
    lastInboundAt: { name: 'last_inbound_at', type: 'timestamptz', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
  },
});

/** What a channel calls a contact. */
export interface ContactIdentityRow {
  accountId: string;
  channel: ChannelName;
  address: string;
  contactId: string;
  /** WhatsApp's own id of the person, where it told it beside the number. */
  userId: string | null;
  lastInboundAt: Date | null;
  createdAt: Date;
}

export const ContactIdentityEntity = new EntitySchema<ContactIdentityRow>({
  name: 'contact_identity',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    channel: { type: 'text', primary: true },
    address: { type: 'text', primary: true },
    contactId: { name: 'contact_id', type: 'uuid' },
    userId: { name: 'user_id', type: 'text', nullable: true },
    lastInboundAt: { name: 'last_inbound_at', type: 'timestamptz', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
  },
});
