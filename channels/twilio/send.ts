import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Answer } from '../http-exchange';
import type { CreateMessage } from './create-message';
import { outcomeOfFailure } from './outcome';
import { toTwilio } from './to-provider';
import type { TwilioAddressing } from './to-provider';

/** Creates one message at Twilio, with exactly one call, or with none when the content cannot go. */
export async function sendThroughTwilio(
  create: CreateMessage,
  addressing: TwilioAddressing,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const request = toTwilio(message, addressing);
  if (!request.ok) return request.refusal;
  const result = await create(request.params);
  if (result.kind !== 'answered' || result.status >= 300) return outcomeOfFailure(result);
  const sid = sidIn(result);
  if (sid !== null) return { kind: 'accepted', providerId: sid };
  return { kind: 'unknown', detail: 'Twilio answered without a message id' };
}

/** Null where a success does not tell what was made. */
function sidIn(answer: Answer): string | null {
  try {
    const body: unknown = JSON.parse(answer.text);
    const sid: unknown = typeof body === 'object' && body !== null && 'sid' in body ? body.sid : null;
    return typeof sid === 'string' && sid !== '' ? sid : null;
  } catch {
    return null;
  }
}
