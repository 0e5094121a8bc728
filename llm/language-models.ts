import type { LanguageModelPorts, ModelEndpoints, ModelTest } from '../domain/llm/ports';
import { needsCredentials, type ModelSetting } from '../domain/llm/model-setting';
import type { ModelAttempt } from '../domain/llm/usage';
import type { EpochMs } from '../domain/time/moments';
import { BREAKER_DEFAULTS, createBreakers } from './breakers';
import { askLocalServers } from './local-servers';
import { createModelRegistry } from './registry';
import { createModelRouter, type ModelRouter } from './router';

export interface LanguageModelDeps {
  endpoints: ModelEndpoints;
  now: () => EpochMs;
  onFailure?: (attempt: ModelAttempt, detail: string) => void;
}

const TEST_MS = 10_000;
const TEST_TOKENS = 200;

/** The language models of a process: one router with its clients and breakers, made once. */
export function createLanguageModelRouter(deps: LanguageModelDeps): ModelRouter {
  const { endpoints, now, onFailure } = deps;
  return createModelRouter({
    registry: createModelRegistry(endpoints),
    breakers: createBreakers({ ...BREAKER_DEFAULTS, now }),
    now,
    ...(onFailure && { onFailure }),
  });
}

/** What the API asks; every test has breakers of its own, so that none of them is answered from memory. */
export function createLanguageModelPorts(deps: LanguageModelDeps): LanguageModelPorts {
  return {
    needsKey: (provider) =>
      needsCredentials(provider) && !(provider === 'vertex' && deps.endpoints.serverVertex),

    localServers: () => askLocalServers(deps.endpoints),

    async test(accountId: string, setting: ModelSetting): Promise<ModelTest> {
      const step = await createLanguageModelRouter(deps).takeStep({
        accountId,
        models: [setting],
        system: 'Respond with one word.',
        messages: [{ role: 'contact', text: 'hola' }],
        tools: [],
        deadlineAt: deps.now() + TEST_MS,
        maxOutputTokens: TEST_TOKENS,
      });
      if (step.kind === 'answered') return { ok: true, ms: step.ms, reply: step.answer.text };
      const outcome = step.attempts[0]?.outcome;
      return { ok: false, ms: step.ms, failure: outcome === 'answered' || !outcome ? 'refused' : outcome };
    },
  };
}
