import type { MessageInstance, MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message';
import { filesOf, textOf } from '../../domain/messaging/content';
import type { SentMessage, SentQuery } from '../channel';
import { toAddress } from './address';
import { deliveryStatusOf } from './delivery-status';

/** How far Twilio's clock may be behind ours. */
const CLOCK_SKEW_MS = 30_000;
/** How long after the call began Twilio may still have created the message: its timeout and a slow network. */
const CREATION_WINDOW_MS = 180_000;
const PAGE_SIZE = 100;
const MOST_MESSAGES = 1_000;

/**
 * What Twilio holds for a send whose answer was lost. The list shows no ContentSid and no file, so a template
 * matches by its rendered text where that is known, else by its creation window; a file by its caption and by having
 * one. Throws when the list cannot be read.
 */
export async function findSentAtTwilio(
  messages: MessageListInstance,
  from: string,
  query: SentQuery,
): Promise<SentMessage[]> {
  const address = { to: toAddress(query.to), from: toAddress(from), pageSize: PAGE_SIZE };
  const dateSentAfter = new Date(query.dispatchedAt - CLOCK_SKEW_MS);
  const dated = describe(await messages.list({ ...address, dateSentAfter, limit: MOST_MESSAGES }), query);
  if (dated.some((message) => message.matches)) return dated;
  // A message still queued has no DateSent, and the filter may hide it: look at the newest without it.
  return describe(await messages.list({ ...address, limit: PAGE_SIZE }), query);
}

function describe(found: readonly MessageInstance[], query: SentQuery): SentMessage[] {
  const outbound = found.filter((message) => message.direction !== 'inbound');
  const candidates = outbound.filter((message) => createdInWindow(message, query.dispatchedAt));
  const matching = new Set(matchByContent(candidates, query));
  return outbound.map((message) => ({
    providerId: message.sid,
    createdAt: message.dateCreated.getTime(),
    status: deliveryStatusOf(message.status) ?? 'accepted',
    matches: matching.has(message),
  }));
}

function matchByContent(
  candidates: readonly MessageInstance[],
  { content }: SentQuery,
): readonly MessageInstance[] {
  const expected = textOf(content);
  const sameWords = candidates.filter((message) => expected !== null && sameText(message.body, expected));
  // A template's preview may differ from what was approved: missing a message would send it twice.
  if (content.kind === 'template') return sameWords.length > 0 ? sameWords : candidates;
  const hasFile = filesOf(content).length > 0;
  const alike = sameWords.filter((message) => Number(message.numMedia) > 0 === hasFile);
  // Twilio may count the files of a message only once it has fetched them.
  return alike.length > 0 || !hasFile ? alike : sameWords;
}

function createdInWindow(message: MessageInstance, dispatchedAt: number): boolean {
  const created = message.dateCreated.getTime();
  return created >= dispatchedAt - CLOCK_SKEW_MS && created <= dispatchedAt + CREATION_WINDOW_MS;
}

function sameText(one: string | null, other: string): boolean {
  return (one ?? '').normalize().trim() === other.normalize().trim();
}
