import { z } from 'zod';
import type { CalendarFailure } from '../calendar-provider';
import { jsonOf, plain, type CallFailure } from '../call-provider';

/** Too many calls, which Google says with 403 as well as with 429 (developers.google.com/workspace/calendar/api/guides/errors). */
const LIMITS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);
const LIMIT_RETRY_MS = 30_000;

const said = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string().optional() })).default([]) }),
});

/** A failure as the project knows it, which for a refusal may be a limit in truth. */
export function readFailure(failure: CallFailure): CalendarFailure {
  if (failure.kind !== 'refused' || failure.status !== 403) return plain(failure);
  const reasons = said.safeParse(jsonOf(failure.text));
  const isLimit = reasons.success && reasons.data.error.errors.some(({ reason = '' }) => LIMITS.has(reason));
  return isLimit ? { kind: 'away', detail: failure.detail, retryAfterMs: LIMIT_RETRY_MS } : plain(failure);
}
