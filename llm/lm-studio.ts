import type { LanguageModelV4 } from '@ai-sdk/provider';
import { localModel } from './local-model';

/** A model on an LM Studio server: https://lmstudio.ai/docs/developer/openai-compat */
export function lmStudioModel(model: string, serverUrl: string): LanguageModelV4 {
  return localModel({ name: 'lm-studio', model, serverUrl });
}
