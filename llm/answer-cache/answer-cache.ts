/** An answer that was given before to the same question. */
export interface CachedAnswer {
  text: string;
  provider: string;
  model: string;
}

/** Where answers are kept for a while; one that is away gives nothing and takes nothing, and never fails a turn. */
export interface AnswerCache {
  /** Keys are those of `answerKey`. */
  get(key: string): Promise<CachedAnswer | null>;
  put(key: string, answer: CachedAnswer): Promise<void>;
  close(): Promise<void>;
}

export interface AnswerCacheSettings {
  /** How long an answer is kept. */
  keepMs: number;
}

export const ANSWERS_KEPT_MS = 60 * 60 * 1000;
