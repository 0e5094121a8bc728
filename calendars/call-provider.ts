import { z } from 'zod';
import type { Answer, HttpCall, HttpExchange } from '../channels/http-exchange';
import { retryAfterMs } from '../channels/http-outcome';
import type { CalendarFailure } from './calendar-provider';

/** How a provider is reached. */
export interface ProviderLine {
  http: HttpExchange;
  /** What people call it. */
  title: string;
  timeoutMs: number;
}

interface ProviderCall {
  method: HttpCall['method'];
  url: string;
  token?: string | undefined;
  /** Sent as JSON. */
  body?: object | undefined;
  /** Sent as `application/x-www-form-urlencoded`. */
  form?: Readonly<Record<string, string>> | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** A failure with what the provider said, for its client to look into; never to be logged or shown. */
export type CallFailure = CalendarFailure & { text: string };

const AWAY_RETRY_MS = 5_000;
const MOST_BYTES = 2 * 1_048_576;
/** What a success may have for a body that nobody reads. */
export const NOTHING = z.unknown();

/**
 * One call of a provider's API, read by a schema. 429, 503 and every other 5xx, no answer, and an answer that cannot
 * be read mean that it is away; a call that may have been carried out is safe to make again.
 */
export async function callProvider<S extends z.ZodType>(
  { http, title, timeoutMs }: ProviderLine,
  call: ProviderCall,
  schema: S,
): Promise<{ kind: 'answered'; body: z.output<S> } | CallFailure> {
  const answer = await http({ ...requestOf(call), timeoutMs, maxBytes: MOST_BYTES });
  if (answer.kind !== 'answered') {
    const detail = `${title} could not be asked: ${answer.detail}`;
    return { kind: 'away', detail, retryAfterMs: AWAY_RETRY_MS, text: '' };
  }
  if (answer.status >= 300) return failureOf(title, answer);
  const parsed = schema.safeParse(jsonOf(answer.text));
  if (parsed.success) return { kind: 'answered', body: parsed.data };
  const detail = `${title} answered what cannot be read`;
  return { kind: 'away', detail, retryAfterMs: AWAY_RETRY_MS, text: '' };
}

function requestOf({
  method,
  url,
  token,
  body,
  form,
  headers = {},
}: ProviderCall): Omit<HttpCall, 'timeoutMs'> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const type =
    form !== undefined
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : body !== undefined
        ? { 'content-type': 'application/json' }
        : {};
  const text = form !== undefined ? new URLSearchParams(form).toString() : body && JSON.stringify(body);
  return {
    ...{ method, url },
    headers: { accept: 'application/json', ...authorization, ...type, ...headers },
    ...(text !== undefined && { body: text }),
  };
}

function failureOf(title: string, answer: Answer): CallFailure {
  const { status, text } = answer;
  const detail = `${title} answered ${status}`;
  if (status === 401) return { kind: 'unauthorized', detail, text };
  if (status === 429 || status === 503) {
    return { kind: 'away', detail, retryAfterMs: retryAfterMs(answer), text };
  }
  if (status >= 500 || status === 408) return { kind: 'away', detail, retryAfterMs: AWAY_RETRY_MS, text };
  return { kind: 'refused', detail, status, text };
}

/** Without what the provider wrote, which may quote what it was sent. */
export function plain({ text: _, ...failure }: CallFailure): CalendarFailure {
  return failure;
}

/** Nothing is there under this address: 404 where it never was, 410 where it is deleted. */
export function isGone(failure: CallFailure | { kind: 'answered' }): boolean {
  return failure.kind === 'refused' && [404, 410].includes(failure.status);
}

/** Undefined for what is no JSON, and for an empty body. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
