import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { KeyedModel } from './registry';

/** OpenAI's chat completions, which keep nothing on their side: https://platform.openai.com/docs/api-reference/chat */
export function openAiModel({ model, credentials, baseUrl }: KeyedModel): LanguageModelV4 {
  return createOpenAI({ apiKey: credentials.apiKey, ...(baseUrl && { baseURL: baseUrl }) }).chat(model);
}
