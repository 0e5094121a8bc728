import type { InboundMessage } from '../../channels/channel';
import type { InboundRecord, StoredInbound } from '../../db/repositories/inbound-messages';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { storableJson, storableText } from '../../domain/messaging/storable';
import type { ApiDeps } from '../api-deps';
import { normalizePhone } from '../phone';
import { completeByReply, type ReplyDeps } from './complete-by-reply';
import { consentWordIn, followConsent, noteConsent, type ConsentDeps } from './consent';

/** What handling a stored message needs, in the API and in the worker's sweep alike. */
export type HandlingDeps = ReplyDeps &
  ConsentDeps &
  Pick<ApiDeps, 'inboundMessages' | 'sendStarter' | 'transcripts'>;
export type InboundDeps = HandlingDeps &
  Pick<ApiDeps, 'platformCredentials' | 'inboundQueue' | 'handledMarks' | 'contacts'>;

/** Where a message came in. */
export interface Arrival {
  accountId: string;
  /** The bot whose own webhook it was; a message on a channel of the environment finds its bot itself. */
  viaBot?: string | undefined;
  /** Until when the answer to its webhook can carry the reply. */
  replyBy?: Date | null;
}

export interface Received {
  id: string;
  /** An earlier delivery of the same message was stored. */
  duplicate: boolean;
}

/** Where a number is the address; elsewhere it is only known of the person, who is answered where they wrote. */
const NUMBERED: ReadonlySet<ChannelName> = new Set(['simulator', 'twilio', 'whatsapp-cloud', 'whatsapp-web']);
/** WhatsApp's own limit of an inbound text, and then some; the rest of a longer one is cut. */
const MAX_TEXT = 10_000;

/**
 * Stores a message under its provider's id, once and for ever, with what it says of consent. What else it leads to
 * follows in the background, and whatever is not done there the sweep does.
 */
export function receiveMessage(
  arrival: Arrival,
  message: InboundMessage,
  deps: InboundDeps,
): Promise<Received> {
  return deps.inboundQueue.receive(() => storeMessage(arrival, message, deps));
}

async function storeMessage(arrival: Arrival, message: InboundMessage, deps: InboundDeps): Promise<Received> {
  const { accountId } = arrival;
  const identity = identityOf(accountId, message);
  const known = await deps.contacts.known(identity, arrival.viaBot);
  if (known === null) {
    // A message that comes again after its contact was erased brings nobody back.
    const erased = await deps.inboundMessages.erased(accountId, message.channel, message.providerId);
    if (erased !== null) return { id: erased, duplicate: true };
  }
  const sender = known ?? { contactId: await deps.contacts.ensure(identity), dialogId: null };
  const { contactId, dialogId } = sender;
  if (message.language !== undefined)
    await deps.contacts.noteLanguage(accountId, contactId, message.language);
  const record = recordOf({ accountId, contactId }, message);
  const bot = await routeMessage(arrival, { ...record, address: identity.address, dialogId }, deps);
  const arrived = { ...record, ...bot, replyBy: arrival.replyBy ?? null };
  const { message: stored, fresh, enrolled } = await deps.inboundMessages.store(arrived);
  if (fresh) {
    await noteConsent(stored, deps);
    deps.inboundQueue.add(contactId, async () => {
      if (await passOn(stored, enrolled, deps)) deps.handledMarks.add(stored.id);
    });
  }
  return { id: stored.id, duplicate: !fresh };
}

function identityOf(accountId: string, message: InboundMessage) {
  const { channel, from, profileName, userId = null } = message;
  const phone = message.phone === null ? null : normalizePhone(message.phone);
  const address = phone !== null && NUMBERED.has(channel) ? phone : from;
  const name = profileName === null ? null : storableText(profileName).slice(0, 200);
  return { accountId, channel, address, phone, name, userId };
}

function recordOf(whose: { accountId: string; contactId: string }, message: InboundMessage): InboundRecord {
  const { channel, providerId, media, button, receivedAt } = message;
  return {
    ...whose,
    channel,
    providerId,
    text: storableText(message.text).slice(0, MAX_TEXT),
    ...(media && { media: storableJson(media) }),
    ...(button && { button: storableJson(button) }),
    receivedAt: new Date(receivedAt),
  };
}

/** Which bot answers, and in which dialog, found already or not; a consent word is nobody's to answer. */
async function routeMessage(
  { accountId, viaBot }: Arrival,
  record: InboundRecord & { address: string; dialogId: string | null },
  deps: Pick<ApiDeps, 'platformCredentials' | 'dialogs'>,
): Promise<{ botId: string | null; dialogId: string | null }> {
  const { channel: platform, address: chatId, contactId, receivedAt: at } = record;
  const botId = viaBot ?? (await deps.platformCredentials.sharedBot(accountId, platform, chatId));
  if (botId === null || consentWordIn({ channel: platform, content: record }))
    return { botId, dialogId: null };
  const addressing = { accountId, botId, platform, chatId, contactId, at };
  return { botId, dialogId: record.dialogId ?? (await deps.dialogs.ensure(addressing)) };
}

/**
 * What a stored message asks for; every step may be repeated, and the worker's sweep repeats what was cut off.
 * False when Temporal was away: the message is to be handled again.
 */
export async function handleStoredMessage(message: StoredInbound, deps: HandlingDeps): Promise<boolean> {
  await noteConsent(message, deps);
  const told = await passOn(message, true, deps);
  if (told) await deps.inboundMessages.markHandled([message.id]);
  return told;
}

/**
 * Everything that asks Temporal; false when it was away. Where the contact had no open enrollment as the message was
 * stored, no day of one can have been sent before it, for which it would be the reply.
 */
function passOn(message: StoredInbound, enrolled: boolean, deps: HandlingDeps): Promise<boolean> {
  const word = consentWordIn(message);
  return word ? followConsent(word, message, deps) : answerMessage(message, enrolled, deps);
}

async function answerMessage(
  message: StoredInbound,
  enrolled: boolean,
  deps: HandlingDeps,
): Promise<boolean> {
  const { id: messageId, accountId, contactId, dialogId, content, receivedAt, again } = message;
  if (enrolled) await completeByReply({ accountId, contactId, at: receivedAt.getTime() }, deps);
  if (dialogId === null) return true;
  const hasFile = (content.media ?? []).length > 0;
  const received = { messageId, hasFile, ...(again && { again }) };
  const answer = await deps.conversationStarter.messageReceived({ accountId, dialogId }, received);
  return answer.kind === 'signalled';
}
