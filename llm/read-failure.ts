import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  NoContentGeneratedError,
  TypeValidationError,
} from '@ai-sdk/provider';
import type { ModelFailure } from '../domain/llm/usage';

export interface ReadFailure {
  failure: ModelFailure;
  /** How long the provider wants to be left alone; null where it says nothing. */
  retryAfterMs: number | null;
  /** For the log; holds nothing of what was asked or answered. */
  detail: string;
}

/** What an error of a provider's client means. */
export function readFailure(error: unknown): ReadFailure {
  if (APICallError.isInstance(error)) return readApiFailure(error);
  return { failure: failureOf(error), retryAfterMs: null, detail: errorName(error) };
}

function failureOf(error: unknown): ModelFailure {
  if (EmptyResponseBodyError.isInstance(error) || NoContentGeneratedError.isInstance(error)) {
    return 'empty-output';
  }
  const unreadable = [InvalidResponseDataError, JSONParseError, TypeValidationError];
  if (unreadable.some((kind) => kind.isInstance(error))) return 'invalid-output';
  // What fetch throws when there is nobody at the address, or nobody any more.
  return errorName(error) === 'TypeError' ? 'unreachable' : 'refused';
}

/** By its name: an error may come from another realm, where every class is another one. */
export function errorName(error: unknown): string {
  const { name } = (typeof error === 'object' && error !== null ? error : {}) as { name?: unknown };
  return typeof name === 'string' ? name : typeof error;
}

function readApiFailure(error: APICallError): ReadFailure {
  const { statusCode: status } = error;
  return {
    failure: status === undefined ? 'unreachable' : failureOfStatus(status),
    retryAfterMs: retryAfterMs(error.responseHeaders ?? {}),
    detail: status === undefined ? 'no answer' : `status ${status}`,
  };
}

function failureOfStatus(status: number): ModelFailure {
  if (status === 429) return 'rate-limited';
  if (status === 408) return 'timeout';
  if (status >= 500) return 'server-error';
  // The client throws on a good status only when it cannot read the body.
  return status < 300 ? 'invalid-output' : 'refused';
}

/** Seconds, as every provider here writes it; a date is not understood and says nothing. */
function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
