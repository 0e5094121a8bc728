import type { LanguageModelV4 } from '@ai-sdk/provider';
import { LRUCache } from 'lru-cache';
import type { ModelSetting } from '../domain/llm/model-setting';
import type { ModelEndpoints } from '../domain/llm/ports';
import { anthropicModel } from './anthropic';
import { geminiModel } from './gemini';
import { lmStudioModel } from './lm-studio';
import { createOfflineModel } from './offline';
import { ollamaModel } from './ollama';
import { openAiModel } from './openai';
import { vertexModel, type VertexModel } from './vertex';
import { xaiModel } from './xai';

/** A model whose provider takes an API key. */
export interface KeyedModel {
  model: string;
  credentials: { apiKey: string };
  /** Null for the provider's own. */
  baseUrl: string | null;
}

export type ModelRegistry = ReturnType<typeof createModelRegistry>;

/** Clients are kept: some take time to make, and Vertex's keeps its access token. */
const CLIENTS_KEPT = 500;

/** Makes the model of a setting. Addresses are the operator's alone: an account chooses none. */
export function createModelRegistry(endpoints: ModelEndpoints) {
  const made = new LRUCache<string, LanguageModelV4>({ max: CLIENTS_KEPT });
  return {
    modelOf(setting: ModelSetting): LanguageModelV4 {
      // The offline model is trained when it is first asked: one is enough for every account.
      const owner = setting.provider === 'offline' ? '' : setting.id;
      const key = `${owner}:${setting.provider}:${setting.model}`;
      const model = made.get(key) ?? makeModel(setting, endpoints);
      made.set(key, model);
      return model;
    },
  };
}

function makeModel(setting: ModelSetting, endpoints: ModelEndpoints): LanguageModelV4 {
  const { model } = setting;
  switch (setting.provider) {
    case 'vertex':
      return vertexModel({ model, access: vertexAccess(setting, endpoints), apiEndpoint: endpoints.vertex });
    case 'gemini':
      return geminiModel({ model, credentials: setting.credentials, baseUrl: endpoints.gemini });
    case 'openai':
      return openAiModel({ model, credentials: setting.credentials, baseUrl: endpoints.openai });
    case 'anthropic':
      return anthropicModel({ model, credentials: setting.credentials, baseUrl: endpoints.anthropic });
    case 'xai':
      return xaiModel({ model, credentials: setting.credentials, baseUrl: endpoints.xai });
    case 'ollama':
      return ollamaModel(model, endpoints.ollama);
    case 'lm-studio':
      return lmStudioModel(model, endpoints['lm-studio']);
    case 'offline':
      return createOfflineModel(model);
  }
}

/** What the account brings, or the server's own; a setting that outlived the latter is refused like a bad key. */
export function vertexAccess(
  { credentials }: Extract<ModelSetting, { provider: 'vertex' }>,
  { serverVertex }: ModelEndpoints,
): VertexModel['access'] {
  const access = credentials ?? serverVertex;
  if (!access) throw new Error('Vertex AI needs credentials');
  return access;
}
