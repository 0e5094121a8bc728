import { LRUCache } from 'lru-cache';
import type { AnswerCache, AnswerCacheSettings, CachedAnswer } from './answer-cache';

const MOST_ANSWERS = 5000;

/** Answers in the memory of this process. */
export function createMemoryAnswerCache({ keepMs }: AnswerCacheSettings): AnswerCache {
  const answers = new LRUCache<string, CachedAnswer>({ max: MOST_ANSWERS, ttl: keepMs });
  return {
    get: (key) => Promise.resolve(answers.get(key) ?? null),
    put(key, { text, provider, model }) {
      answers.set(key, { text, provider, model });
      return Promise.resolve();
    },
    close() {
      answers.clear();
      return Promise.resolve();
    },
  };
}
