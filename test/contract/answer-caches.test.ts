import { randomUUID } from 'node:crypto';
import { answerKey, isCacheable, type AnswerQuestion } from '../../domain/llm/answer-key';
import type { AnswerCache } from '../../llm/answer-cache/answer-cache';
import { openAnswerCache } from '../../llm/answer-cache/open-answer-cache';
import { until } from '../support/pace';
import { redisDoor } from '../support/redis/redis-door';
import { TEST_SETTINGS } from '../support/test-servers';

const ANSWER = {
  text: 'Abrimos de 8 a 20 h. ¡Te esperamos! 🥛',
  provider: 'gemini',
  model: 'gemini-3.5-flash',
};

/** A question of an account of its own. */
function question(more: Partial<AnswerQuestion> = {}): AnswerQuestion {
  const versions = { promptVersion: '3', knowledgeVersion: '7' };
  return { accountId: randomUUID(), botId: 'b', text: '¿A qué hora abren?', ...versions, ...more };
}
const keyOf = (asked: AnswerQuestion) => answerKey(asked) ?? '';

/** What every cache of answers does, wherever it keeps them. */
function keepsTheContract(open: (keepMs?: number) => AnswerCache): void {
  let cache: AnswerCache;
  beforeAll(async () => {
    cache = open();
    // What is put before it has reached its store is dropped, as it may be: a cache holds nobody up.
    const first = keyOf(question());
    const look = async () => {
      await cache.put(first, ANSWER);
      return cache.get(first);
    };
    await until({ for: 'the cache', look, is: (found) => found !== null, everyMs: 20 });
  });
  afterAll(() => cache.close());

  it('gives an answer back as it was put, and nothing for another question', async () => {
    const asked = question();
    await cache.put(keyOf(asked), ANSWER);
    expect(await cache.get(keyOf(asked))).toEqual(ANSWER);
    expect(await cache.get(keyOf({ ...asked, text: '¿Dónde están?' }))).toBeNull();
  });

  it('knows a question by its words, however they are written', async () => {
    const asked = question();
    await cache.put(keyOf(asked), ANSWER);
    expect(await cache.get(keyOf({ ...asked, text: '  a QUE hora   abren!! ' }))).toEqual(ANSWER);
  });

  it.each<keyof AnswerQuestion>(['accountId', 'botId', 'promptVersion', 'knowledgeVersion'])(
    'gives nothing under another %s',
    async (part) => {
      const asked = question();
      await cache.put(keyOf(asked), ANSWER);
      expect(await cache.get(keyOf({ ...asked, [part]: 'another' }))).toBeNull();
    },
  );

  it('keeps the last answer that was put', async () => {
    const key = keyOf(question());
    await cache.put(key, ANSWER);
    await cache.put(key, { ...ANSWER, text: 'Cerrado' });
    expect(await cache.get(key)).toMatchObject({ text: 'Cerrado' });
  });

  it('forgets in time', async () => {
    const brief = open(30);
    const key = keyOf(question());
    await brief.put(key, ANSWER);
    for (let left = 100; left > 0 && (await brief.get(key)) !== null; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await brief.get(key)).toBeNull();
    await brief.close();
  });
}

describe('answers in memory', () => {
  keepsTheContract((keepMs) => openAnswerCache(undefined, keepMs));
});

const redisUrl = process.env[TEST_SETTINGS.redisUrl];
if (redisUrl !== undefined) {
  describe('answers in Redis', () => {
    keepsTheContract((keepMs) => openAnswerCache(redisUrl, keepMs));

    it('are missed, not waited for, while Redis is away, and are there when it is back', async () => {
      const door = await redisDoor(redisUrl);
      const cache = openAnswerCache(door.url);
      const key = keyOf(question());
      await cache.put(key, ANSWER);
      expect(await cache.get(key)).toBeNull();
      door.open();
      for (let left = 100; left > 0 && (await cache.get(key)) === null; left -= 1) {
        await cache.put(key, ANSWER);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await cache.get(key)).toEqual(ANSWER);
      await cache.close();
      await door.close();
    });
  });
} else {
  it('was not checked with Redis, for want of one', () => {
    const missing = process.env[TEST_SETTINGS.redisMissing];
    console.warn(missing);
    expect({ missing, required: process.env['CI'] === 'true' }).toEqual({ missing, required: false });
  });
}

describe('an answer', () => {
  it('is kept only when neither a tool nor anything of a person went into it', () => {
    expect(isCacheable({ toolCalls: 0, personal: false })).toBe(true);
    expect(isCacheable({ toolCalls: 1, personal: false })).toBe(false);
    expect(isCacheable({ toolCalls: 0, personal: true })).toBe(false);
  });

  it('has no key for a question without words', () => {
    expect(answerKey(question({ text: '👍🏽 !!' }))).toBeNull();
  });
});
