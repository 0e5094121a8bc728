import { filesOf, textOf } from '../../domain/messaging/content';
import type { SentMessage, SentQuery } from '../channel';
import { askBridge, bodyOf, type BridgeLine } from './bridge-line';
import { deliveryStatusOf } from './delivery-status';
import { sentList, type SentEntry } from './wire';

/** WhatsApp counts whole seconds, and its clock is not ours. */
const CLOCK_SKEW_MS = 30_000;
/** How long after the call began the page may still have written: its own deadline, and a slow network. */
const CREATION_WINDOW_MS = 180_000;

/**
 * What the chat shows for a send whose answer was lost: messages of the number itself, of the same words, with a
 * file or without. Throws when the chat cannot be read, which says nothing of the message.
 */
export async function findSentByWhatsAppWeb(line: BridgeLine, query: SentQuery): Promise<SentMessage[]> {
  const part = `/sent?to=${encodeURIComponent(query.to)}`;
  const shown = bodyOf(await askBridge(line, { method: 'GET', part }), sentList);
  if (!shown) throw new Error('The bridge to WhatsApp Web cannot show what was sent just now');
  return shown.messages.map((entry) => ({
    providerId: entry.id,
    createdAt: entry.at,
    status: deliveryStatusOf(entry.ack) ?? 'accepted',
    matches: matches(entry, query),
  }));
}

function matches({ at, text, hasFile }: SentEntry, { content, dispatchedAt }: SentQuery): boolean {
  if (at < dispatchedAt - CLOCK_SKEW_MS || at > dispatchedAt + CREATION_WINDOW_MS) return false;
  if (hasFile !== filesOf(content).length > 0) return false;
  return plain(text) === plain(textOf(content) ?? '');
}

function plain(text: string): string {
  return text.normalize().trim();
}
