import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { isAway } from '../middleware/errors';
import { problem, type Problem } from '../problems';

/** Failures in a row after which nobody waits for the database, and how long until one request tries it again. */
const SETTINGS = { failures: 5, restMs: 2000 };

/**
 * Asks the database who calls, unless it has just been away: then the answer is 503 at once, and requests do not pile
 * up behind it.
 */
export function createBreaker() {
  const breaker = circuitBreaker(handleWhen(isAway), {
    halfOpenAfter: SETTINGS.restMs,
    breaker: new ConsecutiveBreaker(SETTINGS.failures),
  });
  return async <T>(ask: () => Promise<T>): Promise<T | Problem> => {
    try {
      return await breaker.execute(ask);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      const headers = { 'retry-after': String(SETTINGS.restMs / 1000) };
      return problem('unavailable', 'The database was away a moment ago. Nothing was changed.', { headers });
    }
  };
}
