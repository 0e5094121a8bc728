import { createAnthropic } from '@ai-sdk/anthropic';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { KeyedModel } from './registry';

/** Anthropic's messages: https://docs.anthropic.com/en/api/messages */
export function anthropicModel({ model, credentials, baseUrl }: KeyedModel): LanguageModelV4 {
  return createAnthropic({ apiKey: credentials.apiKey, ...(baseUrl && { baseURL: baseUrl }) })(model);
}
