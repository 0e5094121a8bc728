import { BREAKER_DEFAULTS, createBreakers } from '../../../llm/breakers';
import { createModelRegistry } from '../../../llm/registry';
import { createModelRouter } from '../../../llm/router';

/** A router whose only reachable model is the offline one. */
export function createOfflineRouter() {
  const nowhere = 'http://127.0.0.1:9';
  const registry = createModelRegistry({
    vertex: '127.0.0.1:9',
    gemini: nowhere,
    openai: nowhere,
    anthropic: nowhere,
    xai: nowhere,
    ollama: nowhere,
    'lm-studio': nowhere,
  });
  const now = () => Date.now();
  return createModelRouter({ registry, breakers: createBreakers({ ...BREAKER_DEFAULTS, now }), now });
}
