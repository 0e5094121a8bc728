import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';

/** A server of one's own that speaks OpenAI's chat completions under /v1. */
export interface LocalModel {
  name: 'ollama' | 'lm-studio';
  model: string;
  serverUrl: string;
}

/** A model of such a server. */
export function localModel({ name, model, serverUrl }: LocalModel): LanguageModelV4 {
  return createOpenAICompatible({ name, baseURL: `${serverUrl}/v1` })(model);
}
