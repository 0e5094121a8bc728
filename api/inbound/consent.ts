import type { StoredInbound } from '../../db/repositories/inbound-messages';
import { confirmationKey, confirmationOf } from '../../domain/messaging/consent-confirmation';
import { readConsentWord, type ConsentWord } from '../../domain/messaging/opt-out-words';
import type { EpochMs } from '../../domain/time/moments';
import type { ApiDeps } from '../api-deps';
import { recordConsent } from './record-consent';

export interface OptOut {
  accountId: string;
  contactId: string;
  at: EpochMs;
  /** Where it was said. */
  source: string;
}

export type ConsentDeps = Pick<
  ApiDeps,
  'consent' | 'business' | 'enrollments' | 'enrollmentStarter' | 'dialogs' | 'conversationStarter'
>;

/** Writes the wish down first, which alone keeps every later message back, then tells whoever is at work. */
export async function optContactOut(optOut: OptOut, deps: ConsentDeps): Promise<void> {
  const { accountId, contactId, at, source } = optOut;
  await deps.consent.optOut({ accountId, contactId, at: new Date(at), source });
  await tellOptOut(optOut, deps);
}

/**
 * Stops the contact's enrollments and closes its conversations. An enrollment that cannot be told stops at its next
 * evaluation; false when a conversation could not be told.
 */
export async function tellOptOut(
  { accountId, contactId, at }: Omit<OptOut, 'source'>,
  deps: ConsentDeps,
): Promise<boolean> {
  for (const { id } of await deps.enrollments.ofContact(accountId, contactId)) {
    await deps.enrollmentStarter.reportOptOut(id, at);
  }
  let told = true;
  for (const { id: dialogId } of await deps.dialogs.ofContact(accountId, contactId)) {
    const answer = await deps.conversationStarter.close({ accountId, dialogId }, 'the contact opted out');
    told &&= answer.kind !== 'unavailable';
  }
  return told;
}

type Said = Pick<StoredInbound, 'channel' | 'content'>;

/** The consent word that a message is; nobody else ever sees such a message. */
export function consentWordIn({ channel, content }: Said): ConsentWord | null {
  if (isTelegramStart({ channel, content })) return null;
  return readConsentWord(content.text, { tapped: content.button !== undefined });
}

/** Telegram's own button of a first visit: not the word START, and the bot's to answer. */
function isTelegramStart({ channel, content }: Said): boolean {
  return channel === 'telegram' && /^\/start(\s|$)/.test(content.text);
}

/** Writes down what a message says of consent; the confirmation is reserved with it, and only where it is news. */
export async function noteConsent(
  message: StoredInbound,
  deps: Pick<ApiDeps, 'consent' | 'business'>,
): Promise<void> {
  const { id, accountId, contactId, channel, botId, receivedAt: at } = message;
  const word = consentWordIn(message);
  const change = { accountId, contactId, at, source: `message on ${channel}` };
  if (isTelegramStart(message)) await deps.consent.optIn(change);
  if (!word) return;
  const { settings } = await deps.business.current(accountId);
  const content = confirmationOf(word, settings);
  const confirmation = { idempotencyKey: confirmationKey(word.wish, id), channel, content, botId };
  if (word.wish === 'opt-out') await deps.consent.optOut({ ...change, confirmation });
  else await deps.consent.optIn({ ...change, confirmation });
}

/** Tells everybody of a consent word and sends its confirmation; false when that has to be done again. */
export async function followConsent(
  word: ConsentWord,
  message: StoredInbound,
  deps: ConsentDeps & Pick<ApiDeps, 'sendLedger' | 'sendStarter' | 'transcripts'>,
): Promise<boolean> {
  const { id, accountId, contactId, receivedAt } = message;
  const at = receivedAt.getTime();
  const send = await deps.sendLedger.findByKey(accountId, confirmationKey(word.wish, id));
  await recordConsent({ word, message, confirmation: send }, deps);
  // A word that comes late, after the person has said otherwise, stops nothing.
  const stands = word.wish === 'opt-out' && (await deps.consent.isOptedOut(accountId, contactId));
  const told = stands ? await tellOptOut({ accountId, contactId, at }, deps) : true;
  if (send?.state !== 'reserved') return told;
  const answer = await deps.sendStarter.start({ accountId, sendId: send.id });
  return told && answer.kind === 'started';
}
