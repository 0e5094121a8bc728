import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Exchange, HttpExchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';
import { toBotpress } from './to-provider';

export interface Webhook {
  url: string;
  /** Sent as x-bp-secret. */
  secret: string;
  timeoutMs: number;
}

const answerBody = z.object({ id: z.string().min(1) });

/** Posts one day to the bot's webhook, exactly once. 200 is accepted and every other answer is a failure. */
export async function sendThroughBotpress(
  exchange: HttpExchange,
  webhook: Webhook,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const request = toBotpress(message);
  if (!request.ok) return request.refusal;
  const result = await exchange({
    method: 'POST',
    url: webhook.url,
    headers: { 'content-type': 'application/json', 'x-bp-secret': webhook.secret },
    body: JSON.stringify(request.trigger),
    timeoutMs: webhook.timeoutMs,
  });
  return outcomeOf(result, message.attemptId);
}

function outcomeOf(result: Exchange, attemptId: string): SendOutcome {
  const without = outcomeWithoutAnswer(result, 'Botpress');
  if (without) return without;
  if (result.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  if (result.status === 200)
    return { kind: 'accepted', providerId: idIn(result.text) ?? `botpress:${attemptId}` };
  if (result.status === 429) return tooManyRequests(result, 'Botpress');
  const detail = `Botpress refused the day with HTTP ${result.status}`;
  return { kind: 'rejected', code: `http-${result.status}`, detail, optedOut: false };
}

/** The webhook promises no body; when it names an id, that id is the message's. */
function idIn(text: string): string | null {
  try {
    return answerBody.safeParse(JSON.parse(text)).data?.id ?? null;
  } catch {
    return null;
  }
}
