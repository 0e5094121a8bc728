import type { InboundMessage } from '../../channels/channel';
import type { StoredInbound } from '../../db/repositories/inbound-messages';
import { readConsentWord } from '../../domain/messaging/opt-out-words';
import type { ApiDeps } from '../api-deps';
import { normalizePhone } from '../phone';
import { completeByReply, type ReplyDeps } from './complete-by-reply';
import { optContactOut } from './consent';

export type InboundDeps = ReplyDeps & Pick<ApiDeps, 'contacts' | 'inboundMessages'>;

export interface Received {
  id: string;
  /** An earlier delivery of the same message was stored and had its effects. */
  duplicate: boolean;
}

/** WhatsApp's own limit of an inbound text, and then some; the rest of a longer one is cut. */
const MAX_TEXT = 10_000;

/** Stores a message under its provider's id, once and for ever, and then does what it asks for. */
export async function receiveMessage(
  accountId: string,
  message: InboundMessage,
  deps: InboundDeps,
): Promise<Received> {
  const { channel, providerId } = message;
  const phone = message.phone === null ? null : normalizePhone(message.phone);
  const contactId = await deps.contacts.ensure({
    accountId,
    channel,
    address: phone ?? message.from,
    phone,
    name: message.profileName === null ? null : storable(message.profileName).slice(0, 200),
  });
  const record = {
    accountId,
    channel,
    providerId,
    contactId,
    text: storable(message.text).slice(0, MAX_TEXT),
  };
  const stored = await deps.inboundMessages.store({ ...record, receivedAt: new Date(message.receivedAt) });
  if (!stored.handled) await handleStoredMessage(stored.message, deps);
  return { id: stored.message.id, duplicate: stored.handled };
}

/** What a stored message asks for; every step may be repeated, and the worker's sweep repeats what was cut off. */
export async function handleStoredMessage(message: StoredInbound, deps: InboundDeps): Promise<void> {
  const { accountId, contactId, text, channel, receivedAt } = message;
  await deps.contacts.touchInbound(accountId, contactId, receivedAt);
  const at = receivedAt.getTime();
  const word = readConsentWord(text);
  if (word === 'opt-out') {
    await optContactOut({ accountId, contactId, at }, deps);
  } else if (word === 'opt-in') {
    await deps.contacts.optIn(accountId, contactId, { source: `message on ${channel}`, at: receivedAt });
  } else {
    await completeByReply({ accountId, contactId, at }, deps);
  }
  await deps.inboundMessages.markHandled(message.id);
}

/** Postgres keeps no NUL and no half character; a message must not be lost for one. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\uFFFD');
}
