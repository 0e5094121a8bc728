import type { ModelProvider, ModelSetting } from './model-setting';
import type { ModelFailure } from './usage';

/** Whether a model answers, asked for one word. */
export type ModelTest =
  { ok: true; ms: number; reply: string } | { ok: false; ms: number; failure: ModelFailure };

/** A model that a server of the operator's own has. */
export interface LocalModelState {
  name: string;
  /** Whether it is in memory and answers at once. */
  loaded: boolean;
}

/** A server of the operator's own, as it is now. */
export interface LocalServer {
  name: Extract<ModelProvider, 'ollama' | 'lm-studio'>;
  /** `away`: nobody answers there in time; `wrong`: somebody does, and not as this server would. */
  state: 'up' | 'away' | 'wrong';
  models: LocalModelState[];
}

/** The project in which this server itself may use Vertex AI, on behalf of accounts without a key of theirs. */
export interface ServerVertex {
  project: string;
  location: string;
  /** The key of a service account; null for what Google lets the machine itself do. */
  keyFile: string | null;
}

/** What the API asks of language models. */
export interface LanguageModelPorts {
  /** Whether an account has to bring credentials of its own for a provider. */
  needsKey(provider: ModelProvider): boolean;
  test(accountId: string, setting: ModelSetting): Promise<ModelTest>;
  localServers(): Promise<LocalServer[]>;
}

/** Where providers are, without a slash at the end; null for a provider's own address. */
export interface ModelEndpoints {
  /** Host, and path if any, of an https address. */
  vertex: string | null;
  serverVertex?: ServerVertex;
  gemini: string | null;
  openai: string | null;
  anthropic: string | null;
  xai: string | null;
  ollama: string;
  'lm-studio': string;
}
