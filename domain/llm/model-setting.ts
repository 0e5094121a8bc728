/** Who runs a model; `offline` is rules and trained phrases of Hilo's own, with no key and no network. */
export const MODEL_PROVIDERS = [
  'vertex',
  'gemini',
  'openai',
  'anthropic',
  'xai',
  'ollama',
  'lm-studio',
  'offline',
] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** What each provider is shown a caller's right with; null where there is nothing to show. */
export interface ModelCredentials {
  /** A service account's key, or a token somebody else renews; null for the server's own service account. */
  vertex:
    | ({
        project: string;
        location: string;
      } & ({ clientEmail: string; privateKey: string } | { accessToken: string }))
    | null;
  gemini: { apiKey: string };
  openai: { apiKey: string };
  anthropic: { apiKey: string };
  xai: { apiKey: string };
  ollama: null;
  'lm-studio': null;
  offline: null;
}

/** A model that an account uses, with its opened credentials. */
export type ModelSetting = {
  [P in ModelProvider]: {
    /** Names this setting as it stands: a key that is replaced gives it another id. */
    id: string;
    provider: P;
    model: string;
    credentials: ModelCredentials[P];
  };
}[ModelProvider];

/** The one model of the provider `offline`. */
export const OFFLINE_MODEL = 'reglas-es-1';

/** What an account uses that has chosen nothing. */
export const DEFAULT_MODELS: readonly ModelSetting[] = [
  { id: 'offline', provider: 'offline', model: OFFLINE_MODEL, credentials: null },
];

/** How a provider is called where people read it; the offline model is labelled as what it is. */
export const PROVIDER_LABELS: Readonly<Record<ModelProvider, string>> = {
  vertex: 'Gemini (Vertex AI)',
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  xai: 'xAI',
  ollama: 'Ollama',
  'lm-studio': 'LM Studio',
  offline: 'Respuestas por reglas (modelo sin conexión)',
};

/** Whether a provider wants credentials. */
export function needsCredentials(provider: ModelProvider): boolean {
  return provider !== 'ollama' && provider !== 'lm-studio' && provider !== 'offline';
}
