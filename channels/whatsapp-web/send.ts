import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { askBridge, bodyOf, type BridgeLine } from './bridge-line';
import { outcomeOfFailure } from './outcome';
import { readFile } from './read-file';
import { toWhatsAppWeb } from './to-provider';
import { sentBody, type SendBody } from './wire';

/** Has the bridge write one message, with exactly one call, or with none when the content cannot go. */
export async function sendThroughWhatsAppWeb(
  line: BridgeLine,
  message: OutboundMessage,
  linkExchange?: HttpExchange,
): Promise<SendOutcome> {
  const request = toWhatsAppWeb(message);
  if (!request.ok) return request.refusal;
  const read = request.file ? await readFile(request.file, linkExchange) : null;
  if (read && !read.ok) return read.outcome;
  const body: SendBody = {
    ...{ to: message.to, attemptId: message.attemptId, text: request.text },
    file: read?.file ?? null,
  };
  const result = await askBridge(line, { method: 'POST', part: '/messages', body });
  if (result.kind !== 'answered' || result.status >= 300) return outcomeOfFailure(result);
  const sent = bodyOf(result, sentBody);
  if (sent) return { kind: 'accepted', providerId: sent.id };
  return { kind: 'unknown', detail: 'The bridge to WhatsApp Web answered without a message id' };
}
