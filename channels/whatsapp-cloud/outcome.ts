import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { Answer, Exchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';
import { createRefusalCodes } from '../refusal-codes';

const errorBody = z.looseObject({ error: z.looseObject({ code: z.coerce.string() }) });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** "Too many messages to one person": the wait grows with every refusal in a row. */
export const PAIR_RATE_LIMIT = '131056';
/** The person stopped marketing messages: the contact does not want them. */
const OPT_OUT_CODES: ReadonlySet<string> = new Set(['131050']);

/** The refusals that mean the number, and not the message or the person, is too fast. */
const THROTTLES: ReadonlySet<string> = new Set(['4', '80007', '130429']);
/** The refusals that every further message would get too. */
const BLAMES: ReadonlyMap<string, 'template' | 'credentials'> = new Map([
  ['190', 'credentials'],
  ['368', 'credentials'],
  ['131031', 'credentials'],
  ['132001', 'template'],
  ['132015', 'template'],
  ['132016', 'template'],
]);

/** The codes of a message that was not processed and may be, with what to wait and why. */
const RETRY_LATER: Readonly<Record<string, { afterMs: number; why: string }>> = {
  '1': { afterMs: MINUTE, why: 'its API has a passing fault' },
  '2': { afterMs: MINUTE, why: 'its API is down for a while' },
  '4': { afterMs: MINUTE, why: 'the app called too often' },
  '80007': { afterMs: MINUTE, why: 'the business account called too often' },
  '130429': { afterMs: 5 * SECOND, why: "the number's rate is reached" },
  '131000': { afterMs: MINUTE, why: 'it failed for a reason it does not name' },
  '131016': { afterMs: MINUTE, why: 'a service is overloaded' },
  '131048': { afterMs: HOUR, why: 'too many of its messages were reported as spam' },
  '131049': { afterMs: 6 * HOUR, why: 'it withheld a marketing message to keep people at ease' },
  [PAIR_RATE_LIMIT]: { afterMs: 4 * SECOND, why: 'too many messages went to this person' },
  '131057': { afterMs: 5 * MINUTE, why: 'the account is being upgraded' },
};

const EXPLANATIONS: Readonly<Record<string, string>> = {
  '100': 'a parameter is not valid',
  '190': 'the access token is wrong or has expired',
  '368': 'the account is blocked for breaking a policy',
  '131026': 'the recipient cannot get this message on WhatsApp',
  '131031': 'the account is locked',
  '131047': 'outside the 24-hour window only a template may be sent',
  '131050': 'the person stopped marketing messages',
  '131051': 'this kind of message is not supported',
  '131052': 'it could not fetch the file from its address',
  '131053': 'it could not take the file: its type or its content is wrong',
  '131062': 'this message needs a phone number, and the person hides it',
  '132000': 'the template takes another number of values',
  '132001': 'the template does not exist in that language',
  '132012': 'a template value has the wrong form',
  '132015': 'the template is paused',
  '132016': 'the template is disabled',
};

const CODES_PAGE = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes';

const codes = createRefusalCodes({
  ...{ provider: 'WhatsApp', optOut: OPT_OUT_CODES, throttles: THROTTLES, blames: BLAMES },
  ...{ explanations: EXPLANATIONS, pageOf: (code) => `${CODES_PAGE}, ${code}` },
});
export const { meaningOf, meansOptOut } = codes;

/**
 * What a failed call means for the send, with Meta's code where it gave one. A 5xx says nothing of the message
 * whatever code it carries, so it is unknown and never a retry.
 */
export function outcomeOfFailure(exchange: Exchange): { code: string | null; outcome: SendOutcome } {
  const without = outcomeWithoutAnswer(exchange, 'WhatsApp');
  if (without) return { code: null, outcome: without };
  if (exchange.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  const code = codeOf(exchange);
  return { code, outcome: outcomeOfRefusal(exchange, code) };
}

function outcomeOfRefusal(answer: Answer, code: string): SendOutcome {
  const later = Object.hasOwn(RETRY_LATER, code) ? RETRY_LATER[code] : undefined;
  const slowDown = answer.status === 429 ? tooManyRequests(answer, 'WhatsApp') : undefined;
  if (slowDown && (later === undefined || answer.headers['retry-after'] !== undefined)) return slowDown;
  if (later) {
    const detail = `WhatsApp will take the message later: ${later.why} (${code})`;
    const throttled = THROTTLES.has(code) && { throttled: true as const };
    return { kind: 'not-sent', detail, retryAfterMs: later.afterMs, ...throttled };
  }
  return codes.rejectedWith(code);
}

function codeOf(answer: Answer): string {
  try {
    return errorBody.parse(JSON.parse(answer.text)).error.code;
  } catch {
    return `http-${answer.status}`;
  }
}
