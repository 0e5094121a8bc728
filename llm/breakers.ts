import { BrokenCircuitError, CircuitState, circuitBreaker, ConsecutiveBreaker, handleType } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../domain/time/moments';
import type { ReadFailure } from './read-failure';

export interface BreakerSettings {
  /** Failures in a row after which a model rests. */
  failures: number;
  /** After this long one call tries it again. */
  restMs: number;
  now: () => EpochMs;
}

/** What counts against a model. */
export class ModelAway extends Error {
  override readonly name = 'ModelAway';
  readonly failed: ReadFailure;
  constructor(failed: ReadFailure) {
    super(failed.detail);
    this.failed = failed;
  }
}

export const BREAKER_DEFAULTS = { failures: 3, restMs: 30_000 };

export type Breakers = ReturnType<typeof createBreakers>;

/** No provider is left alone for longer than this, whatever it asks for. */
const LONGEST_PAUSE_MS = 60_000;
const MODELS_REMEMBERED = 5000;

/** A breaker for each key, shared by every turn of the process. */
export function createBreakers({ failures, restMs, now }: BreakerSettings) {
  const breakers = new LRUCache<string, ReturnType<typeof makeBreaker>>({ max: MODELS_REMEMBERED });
  const pausedUntil = new LRUCache<string, EpochMs>({ max: MODELS_REMEMBERED });
  const makeBreaker = () =>
    circuitBreaker(handleType(ModelAway), {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(failures),
    });
  const breakerOf = (key: string) => {
    const breaker = breakers.get(key) ?? makeBreaker();
    breakers.set(key, breaker);
    return breaker;
  };
  return {
    /**
     * Runs `call` unless the model of this key rests, and says `resting` then; so it does while another call tries
     * whether the model is back. What `call` throws is thrown on.
     */
    async run<T>(key: string, call: () => Promise<T>): Promise<T | 'resting'> {
      if ((pausedUntil.get(key) ?? 0) > now()) return 'resting';
      const breaker = breakerOf(key);
      if (breaker.state === CircuitState.HalfOpen) return 'resting';
      try {
        return await breaker.execute(call);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return 'resting';
        throw error;
      }
    },

    /** Leaves a model alone for as long as its provider asks for, a minute at most. */
    pause(key: string, ms: number): void {
      pausedUntil.set(key, now() + Math.min(ms, LONGEST_PAUSE_MS));
    },
  };
}
