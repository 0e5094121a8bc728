import { needsCredentials, PROVIDER_LABELS, type ModelProvider } from '../../domain/llm/model-setting';

/** What a provider says of a key and a model, asked in a way that costs nothing. */
export type ModelAccess =
  | { kind: 'works' }
  | {
      /**
       * `refused`: the key is wrong; `no-rights`: it may not use this; `unknown-model`: it may, and there is no such
       * model for it; `unsure`: it may not be asked so, and may still answer; `no-answer`: nobody could be asked now.
       */
      kind: 'refused' | 'no-rights' | 'unknown-model' | 'unsure' | 'no-answer';
      /** In words, without anything of a key. */
      detail: string;
    };

/** What is asked about. */
interface AskedModel {
  provider: ModelProvider;
  model: string;
}

/** What the status of an answer means, where a provider's documentation says nothing else of it. */
export function accessOfStatus(status: number, { provider, model }: AskedModel): ModelAccess {
  const label = PROVIDER_LABELS[provider];
  if (status === 200) return { kind: 'works' };
  if (status === 401) return { kind: 'refused', detail: `${label} refuses the key: it answered 401` };
  if (status === 403) {
    return { kind: 'no-rights', detail: `${label} lets this key not use ${model}: it answered 403` };
  }
  if (status === 404) return unknownModel({ provider, model });
  const isLate = status >= 500 || status === 408 || status === 429;
  return { kind: isLate ? 'no-answer' : 'refused', detail: `${label} answered ${status} about ${model}` };
}

export function unknownModel({ provider, model }: AskedModel): ModelAccess {
  const whose = needsCredentials(provider) ? ' for this key' : '';
  return { kind: 'unknown-model', detail: `${PROVIDER_LABELS[provider]} has no ${model}${whose}` };
}

export function noAnswer({ provider }: AskedModel, why: string): ModelAccess {
  return { kind: 'no-answer', detail: `${PROVIDER_LABELS[provider]} could not be asked: ${why}` };
}
