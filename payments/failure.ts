import type { PaymentFailure } from '../domain/shop/payment';

const UNREACHED_RETRY_MS = 5_000;
const TOO_MANY_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;

/** Codes of a connection that was never made: no byte of the request left. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What a failed call came down to, whatever library made it. */
export interface FailedCall {
  provider: string;
  /** The answer's status; undefined when there was none. */
  status?: number | undefined;
  /** The provider's code, or the operating system's for a connection that failed. */
  code?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/** The meaning of a call without success, the same for every provider; never quotes what the provider wrote. */
export function failureOf({ provider, status, code, retryAfterSeconds }: FailedCall): PaymentFailure {
  if (status === undefined) {
    if (code !== undefined && UNREACHED.has(code)) {
      const detail = `${provider} could not be reached (${code})`;
      return { kind: 'not-made', detail, retryAfterMs: UNREACHED_RETRY_MS };
    }
    return { kind: 'unknown', detail: `${provider} gave no answer (${code ?? 'no answer in time'})` };
  }
  if (status === 429) {
    return {
      kind: 'not-made',
      detail: `${provider} asks to slow down`,
      retryAfterMs: waitOf(retryAfterSeconds),
    };
  }
  if (saysNothing(status)) {
    return {
      kind: 'unknown',
      detail: `${provider} answered ${status}, so the request may have been carried out`,
    };
  }
  return {
    kind: 'rejected',
    code: code ?? `http-${status}`,
    detail: `${provider} refused the request (${code ?? `http-${status}`})`,
  };
}

/** A server's own failure, a request it gave up on, and one that another with the same key is ahead of. */
function saysNothing(status: number): boolean {
  return status >= 500 || status === 408 || status === 409 || status === 423 || status === 424;
}

function waitOf(seconds: number | undefined): number {
  if (seconds === undefined || Number.isNaN(seconds)) return TOO_MANY_RETRY_MS;
  return Math.min(Math.max(seconds * 1000, 0), LONGEST_RETRY_MS);
}

/** The code of the fault under an error that wraps another, as Node's fetch does; undefined for none. */
export function faultCodeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const { code, cause, detail, __cause__: wrapped } = error as Record<string, unknown>;
  if (typeof code === 'string') return code;
  return [cause, detail, wrapped]
    .map((inner) => faultCodeOf(inner, depth + 1))
    .find((found) => found !== undefined);
}
