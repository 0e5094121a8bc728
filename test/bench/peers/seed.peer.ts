import { Pool } from 'pg';
import { createClient } from 'redis';
import { runAsPeer, senderOf, type Peer, type PeerJob } from './peer-process';

const BATCH_SIZE = 100;
const MAX_CONCURRENT_BATCHES = 5;
const LIST = 'campana:bench';
const CHUNK = 1000;

/**
 * The design of seed 002: a Redis list of messages; five batches of a hundred at once, each sent in parallel and
 * waited for; each result written to `leads_activos` by a call of its own, and counted in Redis. A message that was
 * taken off the list is on no record until then.
 */
runAsPeer(async (job: PeerJob): Promise<Peer> => {
  const redis = createClient({ url: job.redisUrl });
  await redis.connect();
  await redis.flushAll();
  const database = new Pool({ connectionString: job.databaseUrl, max: 20 });
  await database.query('CREATE TABLE leads_activos (numero text PRIMARY KEY, estado text, mensaje_id text)');
  const send = senderOf(job);

  async function sendOne(message: string): Promise<void> {
    const { recipient } = JSON.parse(message) as { recipient: number };
    const id = await send(recipient);
    await database.query('INSERT INTO leads_activos VALUES ($1, $2, $3)', [message, 'sent', id]);
    await redis.hIncrBy(`${LIST}:estado`, 'sent', 1);
  }

  async function batches(): Promise<void> {
    for (;;) {
      const batch = await redis.lPopCount(LIST, BATCH_SIZE);
      if (batch === null) return;
      await Promise.all(batch.map(sendOne));
    }
  }

  return {
    async fill() {
      for (let from = 1; from <= job.recipients; from += CHUNK) {
        const many = Math.min(CHUNK, job.recipients - from + 1);
        await redis.rPush(
          LIST,
          Array.from({ length: many }, (_, index) => JSON.stringify({ recipient: from + index })),
        );
      }
    },
    async drain() {
      await Promise.all(Array.from({ length: MAX_CONCURRENT_BATCHES }, batches));
      await database.end();
    },
  };
});
