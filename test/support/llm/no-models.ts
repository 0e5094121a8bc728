import type { ModelEndpoints } from '../../../domain/llm/ports';

const NOWHERE = 'http://127.0.0.1:9';

/** Addresses where nobody listens: no test asks a real provider. */
export const NO_MODELS: ModelEndpoints = {
  vertex: '127.0.0.1:9',
  gemini: NOWHERE,
  openai: NOWHERE,
  anthropic: NOWHERE,
  xai: NOWHERE,
  ollama: NOWHERE,
  'lm-studio': NOWHERE,
};
