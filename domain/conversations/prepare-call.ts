import type { CallRequest } from './conversation';
import { durationMs } from './duration';
import type { CallStep, HeaderValue } from './steps';
import { loneValue, placeholdersOf, spendOnText, substitute } from './substitute';
import type { TurnRun } from './turn-run';
import { renderingOf, scopeOf } from './turn-run';
import type { Value } from './values';
import { MAX_VALUE_LENGTH } from './values';

/** Characters an address may take with its variables in place. */
const MAX_URL_LENGTH = 2000;

/** The request of a call step with its variables in place; secrets stay names. */
export function prepareCall(run: TurnRun, step: CallStep): CallRequest {
  const headers = Object.entries(step.headers ?? {}).map(
    ([name, value]) => [name, headerOf(run, value)] as const,
  );
  return {
    method: step.method,
    url: addressOf(run, step.url),
    headers: Object.fromEntries(headers),
    ...(step.body !== undefined && { body: bodyOf(run, step.body) }),
    timeoutMs: durationMs(step.timeout),
    retries: step.retries,
  };
}

/** Each variable is encoded, so that what a person writes cannot become another path, query or host. */
function addressOf(run: TurnRun, template: string): string {
  const rendering = { ...renderingOf(run), maxLength: MAX_URL_LENGTH };
  let address = '';
  let rest = template;
  for (const { written, placeholder } of placeholdersOf(template)) {
    const at = rest.indexOf(written);
    const value = placeholder === null ? written : substitute(written, rendering).text;
    // Half of a character has no encoding.
    address += rest.slice(0, at) + encodeURIComponent(value.toWellFormed());
    rest = rest.slice(at + written.length);
  }
  return (address + rest).slice(0, MAX_URL_LENGTH);
}

function headerOf(run: TurnRun, value: HeaderValue): HeaderValue {
  if (typeof value !== 'string') return value;
  const { text } = substitute(value, { ...renderingOf(run), maxLength: MAX_URL_LENGTH });
  // A line break would begin another header.
  return text.replace(/\p{Cc}/gu, ' ');
}

function bodyOf(run: TurnRun, body: Value): Value {
  if (typeof body === 'string') {
    spendOnText(run.effort, body);
    const rendering = { ...renderingOf(run), maxLength: MAX_VALUE_LENGTH };
    return loneValue(body, scopeOf(run)) ?? substitute(body, rendering).text;
  }
  if (Array.isArray(body)) return body.map((item) => bodyOf(run, item));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, item]) => [key, bodyOf(run, item)]));
}
