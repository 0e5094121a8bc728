import type { Models, Provider, Wish } from './models-data';

/** What the form holds of one model; what its provider does not take is empty. */
export interface ModelValues {
  /** Tells rows apart while they are moved. */
  key: string;
  id: string | null;
  provider: Provider;
  model: string;
  fingerprint: string | null;
  apiKey: string;
  project: string;
  location: string;
  clientEmail: string;
  privateKey: string;
}

export interface ModelsValues {
  models: ModelValues[];
  /** Empty for no limit. */
  tokensPerDay: number | string;
  dollarsPerDay: number | string;
}

const MICROS = 1_000_000;

export const PROVIDERS = [
  'vertex',
  'gemini',
  'openai',
  'anthropic',
  'xai',
  'ollama',
  'lm-studio',
  'offline',
] as const satisfies readonly Provider[];

const NO_CREDENTIALS = { apiKey: '', project: '', location: '', clientEmail: '', privateKey: '' };

export function newModel(): ModelValues {
  return {
    ...{ key: crypto.randomUUID(), id: null, provider: 'openai', model: '', fingerprint: null },
    ...NO_CREDENTIALS,
  };
}

export function valuesOf({ models, budget }: Models): ModelsValues {
  return {
    // The offline model of whoever has chosen none has no id, and stands in no list.
    models: models
      .filter(({ id }) => id !== null)
      .map(({ id, provider, model, fingerprint }) => ({
        ...{ key: id ?? '', id, provider, model, fingerprint },
        ...NO_CREDENTIALS,
      })),
    tokensPerDay: budget.tokensPerDay ?? '',
    dollarsPerDay: budget.costMicrosPerDay === null ? '' : budget.costMicrosPerDay / MICROS,
  };
}

/** Whether the provider is shown an API key. */
export function takesKey(provider: Provider): boolean {
  return ['gemini', 'openai', 'anthropic', 'xai'].includes(provider);
}

/** A model as the API is asked to keep or to try it; without credentials it keeps those it has. */
export function wishOf(values: ModelValues): Wish {
  const { id, provider, model } = values;
  return { id, provider, model, credentials: credentialsOf(values) } as Wish;
}

function credentialsOf({ provider, apiKey, project, location, clientEmail, privateKey }: ModelValues) {
  if (provider === 'vertex') {
    return privateKey === '' ? null : { project, location, clientEmail, privateKey: withLines(privateKey) };
  }
  return takesKey(provider) && apiKey !== '' ? { apiKey } : null;
}

/** As it stands in the JSON of a service account, its lines are written as \n. */
const withLines = (privateKey: string) => privateKey.replaceAll('\\n', '\n');

export function listOf({ models, tokensPerDay, dollarsPerDay }: ModelsValues) {
  return {
    models: models.map(wishOf),
    budget: {
      tokensPerDay: tokensPerDay === '' ? null : Number(tokensPerDay),
      costMicrosPerDay: dollarsPerDay === '' ? null : Math.round(Number(dollarsPerDay) * MICROS),
    },
  };
}
