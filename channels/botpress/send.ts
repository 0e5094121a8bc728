import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Exchange, HttpExchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';
import { rejected } from '../rejection';
import { isRefusedAddress } from './refused-address';
import { signBody } from './sign-body';
import { toBotpress } from './to-provider';

export interface Webhook {
  url: string;
  /** Sent as x-bp-secret, and the key of the signature. */
  secret: string;
  timeoutMs: number;
}

const answerBody = z.object({ id: z.string().min(1) });

/**
 * Posts one day or one message to the bot's webhook, exactly once. A day is accepted with 200, as in seed 000, a
 * message with any success; every other answer is a failure.
 */
export async function sendThroughBotpress(
  exchange: HttpExchange,
  webhook: Webhook,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const request = toBotpress(message);
  if (!request.ok) return request.refusal;
  const body = JSON.stringify(request.body);
  const result = await exchange({
    method: 'POST',
    url: webhook.url,
    headers: {
      'content-type': 'application/json',
      'x-bp-secret': webhook.secret,
      'x-hilo-signature': signBody(webhook.secret, body, Math.floor(Date.now() / 1000)),
    },
    body,
    timeoutMs: webhook.timeoutMs,
  });
  return outcomeOf(result, message);
}

function outcomeOf(result: Exchange, { attemptId, content }: OutboundMessage): SendOutcome {
  if (isRefusedAddress(result)) {
    return rejected('address-refused', "The bot's callback address is not a public https address");
  }
  const without = outcomeWithoutAnswer(result, 'Botpress');
  if (without) return without;
  if (result.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  if (isTaken(result.status, content)) {
    return { kind: 'accepted', providerId: idIn(result.text) ?? `botpress:${attemptId}` };
  }
  if (result.status === 429) return tooManyRequests(result, 'Botpress');
  const what = content.kind === 'bot-trigger' ? 'day' : 'message';
  return rejected(`http-${result.status}`, `Botpress refused the ${what} with HTTP ${result.status}`);
}

function isTaken(status: number, { kind }: OutboundMessage['content']): boolean {
  return kind === 'bot-trigger' ? status === 200 : status >= 200 && status < 300;
}

/** The webhook promises no body; when it names an id, that id is the message's. */
function idIn(text: string): string | null {
  try {
    return answerBody.safeParse(JSON.parse(text)).data?.id ?? null;
  } catch {
    return null;
  }
}
