/** What a bot's agent is told to be; published in versions that never change. */
export interface AgentConfiguration {
  /** Who it is and how it goes about its work, in the account's own words. */
  prompt: string;
  /** Spoken until the contact writes in another, such as `es` or `pt-BR`. */
  language: string;
  /** Such as "cercano, de vos"; null for the model's own. */
  tone: string | null;
  /** What it may tell about the business: opening hours, delivery. */
  facts: readonly string[];
  /** Names of the tools it has; null for every one there is. */
  tools: readonly string[] | null;
  /** Said when no answer comes of a turn; null for a text of Hilo's own. */
  fallbackText: string | null;
  /** How long the bot is silent once it has handed a conversation over to a person. */
  handoffHours: number;
  /** Whether a question that somebody asked before may be given the same answer. */
  answerCache: boolean;
}

/** A configuration as it was published; version 0 is what a bot is that was given none. */
export interface AgentVersion {
  version: number;
  configuration: AgentConfiguration;
}

export const DEFAULT_AGENT: AgentVersion = {
  version: 0,
  configuration: {
    prompt: 'Atiendes por mensajes a los clientes de un negocio y los ayudas a comprar.',
    language: 'es',
    tone: null,
    facts: [],
    tools: null,
    fallbackText: null,
    handoffHours: 24,
    answerCache: false,
  },
};
