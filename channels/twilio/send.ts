import type { MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { outcomeOfFailure } from './outcome';
import { TwilioCallFailed } from './request-client';
import { toTwilio } from './to-provider';
import type { TwilioAddressing } from './to-provider';

/** Creates one message at Twilio, with exactly one call, or with none when the content cannot go. */
export async function sendThroughTwilio(
  messages: MessageListInstance,
  addressing: TwilioAddressing,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const request = toTwilio(message, addressing);
  if (!request.ok) return request.refusal;
  try {
    const { sid } = await messages.create(request.params);
    if (sid) return { kind: 'accepted', providerId: sid };
    return { kind: 'unknown', detail: 'Twilio answered without a message id' };
  } catch (error) {
    if (error instanceof TwilioCallFailed) return outcomeOfFailure(error.exchange);
    throw error;
  }
}
