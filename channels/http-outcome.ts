import type { NotSent, SendOutcome } from '../domain/messaging/outcome';
import type { Answer, Exchange } from './http-exchange';

const UNREACHED_RETRY_MS = 5_000;
const TOO_MANY_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * The outcome of a send that got no usable answer, the same for every provider: never reached is safe to send
 * again, and everything else without an answer is unknown. Null when there is an answer to judge.
 */
export function outcomeWithoutAnswer(exchange: Exchange, provider: string): SendOutcome | null {
  if (exchange.kind === 'unreached') {
    const detail = `${provider} could not be reached: ${exchange.detail}`;
    return { kind: 'not-sent', detail, retryAfterMs: UNREACHED_RETRY_MS };
  }
  if (exchange.kind === 'unanswered') {
    return { kind: 'unknown', detail: `${provider} gave no answer: ${exchange.detail}` };
  }
  return saysNothing(exchange.status)
    ? { kind: 'unknown', detail: `${provider} answered ${exchange.status}, so the message may have gone out` }
    : null;
}

/** The outcome of a 429: the provider did not process the request. */
export function tooManyRequests(answer: Answer, provider: string): NotSent {
  const detail = `${provider} asks to slow down`;
  return { kind: 'not-sent', detail, retryAfterMs: retryAfterMs(answer), throttled: true };
}

/** A server's own failure, or a request it gave up on, does not say whether the message was made. */
function saysNothing(status: number): boolean {
  return status >= 500 || status === 408;
}

/** How long an answer asks to wait, in milliseconds: Retry-After is either seconds or an HTTP date. */
export function retryAfterMs(answer: Answer): number {
  const header = answer.headers['retry-after'];
  const value = Array.isArray(header) ? header[0] : header;
  if (value === undefined || value.trim() === '') return TOO_MANY_RETRY_MS;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  if (Number.isNaN(wait)) return TOO_MANY_RETRY_MS;
  return Math.min(Math.max(wait, 0), LONGEST_RETRY_MS);
}
