import type { LanguageModelV4 } from '@ai-sdk/provider';
import { localModel } from './local-model';

/** A model on an Ollama server: https://docs.ollama.com/api/openai-compatibility */
export function ollamaModel(model: string, serverUrl: string): LanguageModelV4 {
  return localModel({ name: 'ollama', model, serverUrl });
}
