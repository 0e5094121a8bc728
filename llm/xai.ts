import type { LanguageModelV4 } from '@ai-sdk/provider';
import { createXai } from '@ai-sdk/xai';
import { withOptions } from './with-options';
import type { KeyedModel } from './registry';

/** xAI's responses, told to keep nothing: https://docs.x.ai/docs/api-reference#create-new-response */
export function xaiModel({ model, credentials, baseUrl }: KeyedModel): LanguageModelV4 {
  const client = createXai({ apiKey: credentials.apiKey, ...(baseUrl && { baseURL: baseUrl }) });
  return withOptions(client(model), { xai: { store: false } });
}
