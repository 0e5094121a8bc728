import type { EpochMs } from '../time/moments';
import type { ModelProvider } from './model-setting';

/** Tokens of one call, as its provider counted them; 0 where it says nothing. */
export interface Tokens {
  input: number;
  /** Part of `input`, read from the provider's own cache. */
  cachedInput: number;
  output: number;
}

/**
 * Why a model gave nothing that can be used. `resting`: it was not asked, for it failed shortly before; `refused`:
 * the provider does not take the request or the key; `undeclared-tool` and the like came as an answer that is none.
 */
export type ModelFailure =
  | 'timeout'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'refused'
  | 'resting'
  | 'invalid-output'
  | 'empty-output'
  | 'malformed-call'
  | 'undeclared-tool';

/** One call of one model, good or not. */
export interface ModelAttempt {
  provider: ModelProvider;
  model: string;
  outcome: 'answered' | ModelFailure;
  startedAt: EpochMs;
  ms: number;
  tokens: Tokens;
  /** Millionths of a US dollar; null where the model's price is not known. */
  costMicros: number | null;
}

export const NO_TOKENS: Tokens = { input: 0, cachedInput: 0, output: 0 };
