/** The sends of a channel in one state of the ledger. */
interface SendFigure {
  channel: string;
  state: string;
  count: number;
  /** Of what waits or is under way, since its time came; negative when it is yet to come, null for the rest. */
  oldestSeconds: number | null;
}

/** What waits to be handled. */
interface QueueFigure {
  queue: string;
  count: number;
  oldestSeconds: number | null;
}

/** The calls of a language model that came out one way; `resting` are those its breaker kept back. */
export interface ModelFigure {
  provider: string;
  model: string;
  outcome: string;
  calls: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  /** Millionths of a US dollar, of the calls whose price is known. */
  costMicros: number;
}

/** What the whole platform is doing, over all accounts: for those who run it. */
export interface PlatformFigures {
  sends(): Promise<SendFigure[]>;
  queues(): Promise<QueueFigure[]>;
  models(): Promise<ModelFigure[]>;
}
