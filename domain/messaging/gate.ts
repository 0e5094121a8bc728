import type { EpochMs } from '../time/moments';
import type { MessageContent } from './content';
import type { SuppressReason } from './send';

/** WhatsApp's service window: free text is allowed this long after the contact's last message. */
export const WINDOW_MS = 24 * 60 * 60 * 1000;

/** What is known of the contact in the moment before a provider is called. */
export interface GateFacts {
  /** The contact's address on the channel; null when it has none. */
  address: string | null;
  optedOut: boolean;
  lastInboundAt: EpochMs | null;
  /** True for channels that allow free text only inside the window. */
  windowApplies: boolean;
}

/** Why this content may not go to this contact now; null when it may. */
export function gate(facts: GateFacts, content: MessageContent, now: EpochMs): SuppressReason | null {
  if (facts.address === null) return 'unknown-contact';
  if (facts.optedOut && !confirmsOptOut(content)) return 'opted-out';
  if (facts.windowApplies && needsWindow(content)) {
    const open = facts.lastInboundAt !== null && now - facts.lastInboundAt < WINDOW_MS;
    if (!open) return 'outside-window';
  }
  return null;
}

/** A template may be sent at any time; a trigger reaches the external bot, and not yet the contact. */
function needsWindow({ kind }: MessageContent): boolean {
  return kind !== 'template' && kind !== 'bot-trigger';
}

/** Whether this is the one message that tells a contact that it opted out. */
export function confirmsOptOut(content: MessageContent): boolean {
  return content.kind === 'text' && content.confirmsOptOut === true;
}
