import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Answer, HttpExchange } from '../http-exchange';
import { outcomeOfFailure, PAIR_RATE_LIMIT } from './outcome';
import type { PairBackoff } from './pair-backoff';
import { toWhatsAppCloud } from './to-provider';

/** One business number and how to reach it. */
export interface Line {
  exchange: HttpExchange;
  url: string;
  accessToken: string;
  timeoutMs: number;
  pairBackoff: PairBackoff;
}

const createdBody = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });

/** Creates one message at Meta, with exactly one call, or with none when the content cannot go. */
export async function sendThroughWhatsAppCloud(line: Line, message: OutboundMessage): Promise<SendOutcome> {
  const request = toWhatsAppCloud(message);
  if (!request.ok) return request.refusal;
  const result = await line.exchange({
    method: 'POST',
    url: line.url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${line.accessToken}` },
    body: JSON.stringify(request.body),
    timeoutMs: line.timeoutMs,
  });
  if (result.kind === 'answered' && result.status >= 200 && result.status < 300) {
    line.pairBackoff.accepted(message.to);
    return outcomeOfSuccess(result);
  }
  const { code, outcome } = outcomeOfFailure(result);
  if (code !== PAIR_RATE_LIMIT || outcome.kind !== 'not-sent') return outcome;
  return { ...outcome, retryAfterMs: line.pairBackoff.refused(message.to) };
}

/** A message held for quality assessment or pacing is Meta's from here on: its status reports say the rest. */
function outcomeOfSuccess(answer: Answer): SendOutcome {
  const providerId = idIn(answer.text);
  if (providerId !== undefined) return { kind: 'accepted', providerId };
  return { kind: 'unknown', detail: 'WhatsApp answered without a message id' };
}

function idIn(text: string): string | undefined {
  try {
    return createdBody.safeParse(JSON.parse(text)).data?.messages[0]?.id;
  } catch {
    return undefined;
  }
}
