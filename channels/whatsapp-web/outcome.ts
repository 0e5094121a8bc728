import type { SendOutcome } from '../../domain/messaging/outcome';
import type { Exchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';
import { rejected } from '../rejection';
import { readBody } from './bridge-line';
import { refusalBody, type Refusal } from './wire';

/** As long as somebody takes to find a phone and scan a code, more or less. */
const NOT_READY_RETRY_MS = 30_000;

/** What a failed call of the bridge means for the send. */
export function outcomeOfFailure(exchange: Exchange): SendOutcome {
  const without = outcomeWithoutAnswer(exchange, 'The bridge to WhatsApp Web');
  if (without) return without;
  if (exchange.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  if (exchange.status === 429) return tooManyRequests(exchange, 'The bridge to WhatsApp Web');
  return outcomeOfRefusal(readBody(exchange.text, refusalBody)?.refusal ?? null, exchange.status);
}

function outcomeOfRefusal(refusal: Refusal | null, status: number): SendOutcome {
  switch (refusal) {
    case 'not-ready':
    case 'unauthorized':
      return notSent(refusal);
    case 'not-on-whatsapp':
      return rejected(refusal, 'WhatsApp refused the message: the recipient is not on WhatsApp');
    case 'invalid':
    case 'not-found':
    case 'too-many':
    case 'failed':
    case null:
      return rejected(`http-${status}`, `The bridge to WhatsApp Web refused the message with HTTP ${status}`);
  }
}

/** Nothing was processed, and nothing of the sender will be until somebody sees to it. */
function notSent(refusal: 'not-ready' | 'unauthorized'): SendOutcome {
  const detail =
    refusal === 'not-ready'
      ? "The number is not signed in to WhatsApp Web: pair it in the bot's platforms"
      : 'The bridge to WhatsApp Web has another token: give both the same WHATSAPP_WEB_TOKEN';
  return { kind: 'not-sent', detail, retryAfterMs: NOT_READY_RETRY_MS, wholeSender: true };
}
