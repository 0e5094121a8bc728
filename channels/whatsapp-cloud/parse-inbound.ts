import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMessage } from '../channel';
import { contentOf } from './message-content';
import { phoneOfWaId } from './wa-id';
import { changesIn, problemOf } from './webhook-body';

const text = z.string().trim().default('');

const metaContact = z.looseObject({
  profile: z.looseObject({ name: text }).optional(),
  wa_id: text,
  user_id: text,
});
type MetaContact = z.infer<typeof metaContact>;

const messagesValue = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.coerce.string() }),
  // Names and more ids; a message is kept without them.
  contacts: z.array(metaContact).catch([]),
  messages: z.array(z.unknown()).default([]),
});
type MessagesValue = z.infer<typeof messagesValue>;

/** Only what every kind of message has: Meta adds kinds and fields without notice. */
const envelope = z.looseObject({
  id: z.string().min(1),
  from: text,
  from_user_id: text,
  timestamp: z.coerce.number().positive(),
  type: z.string().default('unknown'),
});

/** `skipped` says of each item that is no person's message why it is none; the others are not held up by it. */
export type InboundParse =
  { ok: true; messages: InboundMessage[]; skipped: string[] } | { ok: false; problem: string };

/**
 * The inbound messages of one webhook. Meta may deliver days late, so a message counts from when it was written
 * and never from after `receivedAt`.
 */
export function parseWhatsAppCloudInbound(body: unknown, receivedAt: EpochMs): InboundParse {
  const parsed = changesIn(body);
  if (!parsed.ok) return parsed;
  const messages: InboundMessage[] = [];
  const skipped: string[] = [];
  for (const { field, value } of parsed.changes) {
    if (field !== 'messages') continue;
    const read = messagesValue.safeParse(value);
    if (!read.success) {
      skipped.push(problemOf('messages', read.error));
      continue;
    }
    for (const raw of read.data.messages) {
      const message = toInbound(raw, { value: read.data, receivedAt });
      if (typeof message === 'string') skipped.push(message);
      else messages.push(message);
    }
  }
  return { ok: true, messages, skipped };
}

/** One message, or why it is none. */
function toInbound(
  raw: unknown,
  { value, receivedAt }: { value: MessagesValue; receivedAt: EpochMs },
): InboundMessage | string {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) return problemOf('message', parsed.error);
  const { id, type, timestamp } = parsed.data;
  if (type === 'system') return 'message: a notice of WhatsApp, not a message of a person';
  const contact = contactOf(parsed.data, value.contacts);
  const { from, phone, userId } = identityOf(parsed.data, contact);
  if (from === '') return 'message: from names neither a number nor a user id';
  return {
    channel: 'whatsapp-cloud',
    providerId: id,
    from,
    to: value.metadata.phone_number_id,
    phone,
    ...(userId && { userId }),
    profileName: nameOf(contact),
    receivedAt: Math.min(timestamp * 1000, receivedAt),
    ...contentOf(type, parsed.data),
  };
}

interface Sender {
  from: string;
  from_user_id: string;
}

/** The contact that belongs to a message of a batch; a lone contact belongs to all of it. */
function contactOf(sender: Sender, contacts: readonly MetaContact[]): MetaContact | null {
  const own = contacts.find(
    ({ wa_id: waId, user_id: userId }) =>
      (waId !== '' && waId === sender.from) || (userId !== '' && userId === sender.from_user_id),
  );
  if (own) return own;
  return contacts.length === 1 ? (contacts[0] ?? null) : null;
}

/** A person who hides the number is known by the business-scoped id alone, so the phone may be absent. */
function identityOf(sender: Sender, contact: MetaContact | null) {
  const ids = [sender.from, contact?.wa_id ?? ''];
  const phone = ids.map(phoneOfWaId).find((found) => found !== null) ?? null;
  const userId = [sender.from_user_id, contact?.user_id ?? ''].find((id) => id !== '') ?? '';
  return phone === null ? { phone, from: userId || sender.from } : { phone, from: phone, userId };
}

function nameOf(contact: MetaContact | null): string | null {
  const name = contact?.profile?.name ?? '';
  return name === '' ? null : name;
}
