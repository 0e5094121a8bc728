import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { Answer, Exchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';
import { createRefusalCodes } from '../refusal-codes';

const errorBody = z.object({ code: z.coerce.string() });

const TOO_MANY_REQUESTS = '20429';
/** "Attempt to send to unsubscribed recipient": the contact does not want messages. */
const OPT_OUT_CODES: ReadonlySet<string> = new Set(['21610']);
/** The sender's rate or its portfolio's daily limit is reached: nothing was processed. */
const THROTTLES: ReadonlySet<string> = new Set(['63018']);
const THROTTLED_RETRY_MS = 60_000;
/** The refusals that every further message would get too (twilio.com/docs/api/errors/63040, 63041, 63042). */
const BLAMES: ReadonlyMap<string, 'template' | 'credentials'> = new Map([
  ['20003', 'credentials'],
  ['21654', 'template'],
  ['21655', 'template'],
  ['63040', 'template'],
  ['63041', 'template'],
  ['63042', 'template'],
]);

const EXPLANATIONS: Readonly<Record<string, string>> = {
  '20003': 'the account or its token is wrong',
  '21211': 'the recipient is not a valid number',
  '21610': 'the contact opted out',
  '21620': 'the address of the file is not valid',
  '21654': 'the template is missing',
  '21655': 'the template is not one of this account',
  '21656': 'the template values are not valid',
  '63016': 'outside the 24-hour window only a template may be sent',
  '63018': 'the rate or portfolio limit is reached',
  '63019': 'it could not fetch the file from its address',
  '63024': 'the recipient is not on WhatsApp',
  '63028': 'the template takes another number of values',
  '63040': 'the template is rejected',
  '63041': 'the template is paused',
  '63042': 'the template is disabled',
  '63049': 'WhatsApp withheld a marketing message',
};

const codes = createRefusalCodes({
  ...{ provider: 'Twilio', optOut: OPT_OUT_CODES, throttles: THROTTLES, blames: BLAMES },
  ...{ explanations: EXPLANATIONS, pageOf: (code) => `https://www.twilio.com/docs/api/errors/${code}` },
});
export const { meaningOf, meansOptOut } = codes;

/** What a failed create call means for the send (twilio.com/docs/api/errors and reliability of 429 and 5xx). */
export function outcomeOfFailure(exchange: Exchange): SendOutcome {
  const without = outcomeWithoutAnswer(exchange, 'Twilio');
  if (without) return without;
  if (exchange.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  const code = codeOf(exchange);
  if (exchange.status === 429 || code === TOO_MANY_REQUESTS) return tooManyRequests(exchange, 'Twilio');
  const { detail, throttled } = meaningOf(code);
  if (throttled) return { kind: 'not-sent', detail, retryAfterMs: THROTTLED_RETRY_MS, throttled };
  return codes.rejectedWith(code);
}

function codeOf(answer: Answer): string {
  try {
    return errorBody.parse(JSON.parse(answer.text)).code;
  } catch {
    return `http-${answer.status}`;
  }
}
