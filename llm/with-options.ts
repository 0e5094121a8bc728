import type { LanguageModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';

/** The same model with options of its provider in every call. */
export function withOptions(
  model: LanguageModelV4,
  providerOptions: SharedV4ProviderOptions,
): LanguageModelV4 {
  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => model.doGenerate({ ...options, providerOptions }),
    doStream: (options) => model.doStream({ ...options, providerOptions }),
  };
}
