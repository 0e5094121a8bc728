import type { ModelSettingView } from '../../../db/repositories/language-models';
import { DEFAULT_MODELS, PROVIDER_LABELS, type ModelProvider } from '../../../domain/llm/model-setting';
import type { ModelTest } from '../../../domain/llm/ports';

/** The models that answer, in order: those of the account, or the offline one. */
export function presentModels(models: readonly ModelSettingView[]) {
  if (models.length > 0) return models.map(presentModel);
  return DEFAULT_MODELS.map(({ provider, model }) =>
    presentModel({ id: null, provider, model, fingerprint: null }),
  );
}

interface Shown {
  id: string | null;
  provider: ModelProvider;
  model: string;
  fingerprint: string | null;
}

function presentModel({ id, provider, model, fingerprint }: Shown) {
  return { id, provider, label: PROVIDER_LABELS[provider], model, fingerprint };
}

export function presentTest(test: ModelTest) {
  const ms = Math.round(test.ms);
  return test.ok
    ? { ok: true, ms, reply: test.reply, failure: null }
    : { ok: false, ms, reply: null, failure: test.failure };
}
