import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import { z } from 'zod';
import type { AnswerCache, AnswerCacheSettings } from './answer-cache';

const COMMAND_MS = 500;
const RECONNECT_MS = 1000;

const cachedAnswer = z.object({ text: z.string(), provider: z.string(), model: z.string() });

/** Answers in Redis, for every process alike; keys are hashed, so that no question stands there in clear. */
export function createRedisAnswerCache(url: string, { keepMs }: AnswerCacheSettings): AnswerCache {
  const client = createClient({
    url,
    // A command while Redis is away fails at once instead of waiting for its return.
    disableOfflineQueue: true,
    socket: { connectTimeout: COMMAND_MS, reconnectStrategy: RECONNECT_MS },
    commandOptions: { timeout: COMMAND_MS },
  });
  // Without a listener an error of the connection would end the process; each command says so itself.
  client.on('error', () => undefined);
  const connected = client.connect().then(
    () => undefined,
    () => undefined,
  );
  const first = Promise.race([connected, new Promise((resolve) => setTimeout(resolve, COMMAND_MS).unref())]);
  return {
    async get(key) {
      await first;
      const text = await client.get(nameOf(key)).catch(() => null);
      return text === null ? null : readAnswer(text);
    },
    async put(key, { text, provider, model }) {
      await first;
      const value = JSON.stringify({ text, provider, model });
      await client
        .set(nameOf(key), value, { expiration: { type: 'PX', value: keepMs } })
        .catch(() => undefined);
    },
    close() {
      client.destroy();
      return Promise.resolve();
    },
  };
}

function nameOf(key: string): string {
  return `hilo:answer:${createHash('sha256').update(key).digest('hex')}`;
}

/** Null for what another version wrote. */
function readAnswer(text: string): z.infer<typeof cachedAnswer> | null {
  try {
    return cachedAnswer.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
