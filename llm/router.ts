import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { ModelAnswer, ModelMessage, ToolDeclaration } from '../domain/llm/message';
import type { ModelProvider, ModelSetting } from '../domain/llm/model-setting';
import { costMicros } from '../domain/llm/prices';
import { NO_TOKENS, type ModelAttempt, type ModelFailure, type Tokens } from '../domain/llm/usage';
import type { EpochMs } from '../domain/time/moments';
import { ModelAway, type Breakers } from './breakers';
import { orAborted } from './or-aborted';
import { promptOf, toolsOf } from './prompt';
import { readAnswer, readTokens, type ReadAnswer } from './read-answer';
import { readFailure, type ReadFailure } from './read-failure';
import type { ModelRegistry } from './registry';
import { shareMs } from './share';

/** One step of one turn: everything a model needs to say the next thing. */
export interface ModelStep {
  accountId: string;
  /** The account's models, the first choice first. */
  models: readonly ModelSetting[];
  system: string;
  messages: readonly ModelMessage[];
  tools: readonly ToolDeclaration[];
  /** When the turn's time is over, whoever was asked. */
  deadlineAt: EpochMs;
  maxOutputTokens: number;
  temperature?: number;
  /** Aborts the step; it then throws what the signal says. */
  signal?: AbortSignal;
}

/** What became of a step; the last attempt is the one that answered. Nothing but models was called. */
export type ModelStepOutcome =
  | {
      kind: 'answered';
      answer: ModelAnswer;
      provider: ModelProvider;
      model: string;
      /** Of the whole step, with the models that failed. */
      ms: number;
      /** Of the model that answered. */
      tokens: Tokens;
      /** Millionths of a US dollar; null where the price is not known. */
      costMicros: number | null;
      attempts: ModelAttempt[];
    }
  | { kind: 'unavailable'; ms: number; attempts: ModelAttempt[] };

export interface RouterDeps {
  registry: ModelRegistry;
  breakers: Breakers;
  now: () => EpochMs;
  /** Hears of every model that gave nothing usable. */
  onFailure?: (attempt: ModelAttempt, detail: string) => void;
}

export type ModelRouter = ReturnType<typeof createModelRouter>;

/** What one model made of the step. */
type Tried = { tokens: Tokens } & (ReadAnswer | ({ kind: 'failed' } & ReadFailure));

/** Such failures say that the provider is away or wants nothing of us, not that one answer was bad. */
const COUNTED: ReadonlySet<ModelFailure> = new Set([
  'timeout',
  'rate-limited',
  'server-error',
  'unreachable',
  'refused',
]);

/** Asks an account's models in their order until one gives an answer that can be used. */
export function createModelRouter({ registry, breakers, now, onFailure }: RouterDeps) {
  const ask = async (setting: ModelSetting, step: ModelStep, ms: number): Promise<Tried> => {
    const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(ms)));
    const signal = step.signal ? AbortSignal.any([step.signal, timeout]) : timeout;
    try {
      const model = registry.modelOf(setting);
      const result = await orAborted(model.doGenerate(callOptions(step, signal)), signal);
      const declared = new Set(step.tools.map(({ name }) => name));
      return { ...readAnswer(result, declared), tokens: readTokens(result) };
    } catch (error) {
      step.signal?.throwIfAborted();
      const failed: ReadFailure = timeout.aborted
        ? { failure: 'timeout', retryAfterMs: null, detail: `no answer in ${Math.round(ms)} ms` }
        : readFailure(error);
      if (COUNTED.has(failed.failure)) throw new ModelAway(failed);
      return { kind: 'failed', ...failed, tokens: NO_TOKENS };
    }
  };

  const tryModel = async (setting: ModelSetting, step: ModelStep, ms: number): Promise<Tried | 'resting'> => {
    const key = breakerKey(step.accountId, setting);
    try {
      return await breakers.run(key, () => ask(setting, step, ms));
    } catch (error) {
      if (!(error instanceof ModelAway)) throw error;
      const { retryAfterMs } = error.failed;
      if (retryAfterMs !== null) breakers.pause(key, retryAfterMs);
      return { kind: 'failed', ...error.failed, tokens: NO_TOKENS };
    }
  };

  return {
    /** Throws only what `step.signal` says, and for bugs. */
    async takeStep(step: ModelStep): Promise<ModelStepOutcome> {
      const startedAt = now();
      const attempts: ModelAttempt[] = [];
      for (const [index, setting] of step.models.entries()) {
        step.signal?.throwIfAborted();
        const begunAt = now();
        const tried = await tryModel(
          setting,
          step,
          shareMs(step.models.slice(index), step.deadlineAt - begunAt),
        );
        const attempt = attemptOf(setting, tried, { startedAt: begunAt, ms: now() - begunAt });
        attempts.push(attempt);
        if (tried !== 'resting' && (tried.kind === 'text' || tried.kind === 'tool-calls')) {
          const { tokens, ...answer } = tried;
          const { provider, model } = setting;
          const { costMicros: cost } = attempt;
          return {
            kind: 'answered',
            answer,
            provider,
            model,
            ms: now() - startedAt,
            tokens,
            costMicros: cost,
            attempts,
          };
        }
        onFailure?.(attempt, detailOf(tried));
      }
      return { kind: 'unavailable', ms: now() - startedAt, attempts };
    },
  };
}

/** One breaker a model and key: an account whose key was revoked does not take a provider from the others. */
export function breakerKey(accountId: string, { provider, model }: ModelSetting): string {
  return `${accountId}:${provider}:${model}`;
}

function callOptions(step: ModelStep, abortSignal: AbortSignal): LanguageModelV4CallOptions {
  const { system, messages, tools, maxOutputTokens, temperature } = step;
  return {
    prompt: promptOf(system, messages),
    ...(tools.length > 0 && { tools: toolsOf(tools), toolChoice: { type: 'auto' as const } }),
    maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    abortSignal,
  };
}

function attemptOf(
  { provider, model }: ModelSetting,
  tried: Tried | 'resting',
  { startedAt, ms }: { startedAt: EpochMs; ms: number },
): ModelAttempt {
  const tokens = tried === 'resting' ? NO_TOKENS : tried.tokens;
  const cost = costMicros(provider, model, tokens);
  return { provider, model, outcome: outcomeOf(tried), startedAt, ms, tokens, costMicros: cost };
}

function outcomeOf(tried: Tried | 'resting'): ModelAttempt['outcome'] {
  if (tried === 'resting') return 'resting';
  return tried.kind === 'text' || tried.kind === 'tool-calls' ? 'answered' : tried.failure;
}

function detailOf(tried: Tried | 'resting'): string {
  return tried !== 'resting' && tried.kind === 'failed' ? tried.detail : '';
}
