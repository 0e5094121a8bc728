import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Answer, HttpExchange } from '../http-exchange';
import { outcomeOfFailure } from './outcome';
import { toTelegram } from './to-provider';

/** The call's address holds the bot's token, so it is never part of what is said. */
export interface SendMessageCall {
  url: string;
  timeoutMs: number;
}

const sentBody = z.looseObject({
  ok: z.literal(true),
  result: z.looseObject({ message_id: z.int(), chat: z.looseObject({ id: z.int() }) }),
});

/** Sends one message, with exactly one call, or with none when the content cannot go. */
export async function sendThroughTelegram(
  exchange: HttpExchange,
  { url, timeoutMs }: SendMessageCall,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const request = toTelegram(message);
  if (!request.ok) return request.refusal;
  const result = await exchange({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request.body),
    timeoutMs,
  });
  if (result.kind === 'answered' && result.status === 200) return outcomeOfSuccess(result);
  return outcomeOfFailure(result);
}

/** Message ids count from 1 in every chat, so only chat and message together name one. */
function outcomeOfSuccess(answer: Answer): SendOutcome {
  try {
    const { result } = sentBody.parse(JSON.parse(answer.text));
    return { kind: 'accepted', providerId: `${result.chat.id}:${result.message_id}` };
  } catch {
    return { kind: 'unknown', detail: 'Telegram answered without a message id' };
  }
}
