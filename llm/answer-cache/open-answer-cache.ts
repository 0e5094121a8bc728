import { ANSWERS_KEPT_MS, type AnswerCache } from './answer-cache';
import { createMemoryAnswerCache } from './memory-answer-cache';
import { createRedisAnswerCache } from './redis-answer-cache';

/** Redis where there is one, this process's memory otherwise. */
export function openAnswerCache(redisUrl: string | undefined, keepMs = ANSWERS_KEPT_MS): AnswerCache {
  return redisUrl === undefined
    ? createMemoryAnswerCache({ keepMs })
    : createRedisAnswerCache(redisUrl, { keepMs });
}
