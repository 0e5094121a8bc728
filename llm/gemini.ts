import { createGoogle } from '@ai-sdk/google';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { KeyedModel } from './registry';

/** Gemini by API key: https://ai.google.dev/api/generate-content */
export function geminiModel({ model, credentials, baseUrl }: KeyedModel): LanguageModelV4 {
  return createGoogle({ apiKey: credentials.apiKey, ...(baseUrl && { baseURL: baseUrl }) })(model);
}
