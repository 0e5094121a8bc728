import type { ModelSetting } from '../../../domain/llm/model-setting';
import type { Faked } from '../fake-models/fake-models';

/** A model of a provider, with a key that names whose it is. */
export function modelSetting(provider: Faked): ModelSetting {
  const id = `setting-${provider}`;
  switch (provider) {
    case 'vertex': {
      const credentials = { project: 'tienda', location: 'us-central1', accessToken: 'key-of-vertex' };
      return { id, provider, model: 'gemini-3.5-flash', credentials };
    }
    case 'ollama':
      return { id, provider, model: 'llama3.2:3b', credentials: null };
    case 'lm-studio':
      return { id, provider, model: 'google/gemma-3-4b', credentials: null };
    case 'gemini':
    case 'openai':
    case 'anthropic':
    case 'xai':
      return { id, provider, model: MODELS[provider], credentials: { apiKey: `key-of-${provider}` } };
  }
}

const MODELS = {
  gemini: 'gemini-3.5-flash',
  openai: 'gpt-5.4-mini',
  anthropic: 'claude-haiku-4-5',
  xai: 'grok-4.7',
};
