import { statusCallbackOf, type CallbackAddressing } from './status-callback';

/** One message that the answer to a webhook carries, under the attempt that its callbacks name. */
export interface TwimlMessage {
  text: string;
  attemptId: string;
}

/**
 * The answer to an inbound webhook: its messages go to whoever wrote (twilio.com/docs/messaging/twiml/message).
 * Without any, Twilio has nothing to say.
 */
export function replyTwiml(messages: readonly TwimlMessage[], addressing: CallbackAddressing): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  if (messages.length === 0) return `${head}<Response/>`;
  const said = messages.map(({ text, attemptId }) => {
    const callback = statusCallbackOf(attemptId, addressing);
    const attribute = callback === undefined ? '' : ` statusCallback="${escaped(callback)}"`;
    return `<Message${attribute}><Body>${escaped(text)}</Body></Message>`;
  });
  return `${head}<Response>${said.join('')}</Response>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML has no place for most control characters, however they are written. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
