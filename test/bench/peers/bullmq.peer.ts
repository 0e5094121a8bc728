import { Queue, Worker } from 'bullmq';
import { createClient } from 'redis';
import { AT_ONCE, runAsPeer, senderOf, type Peer, type PeerJob } from './peer-process';

const QUEUE = 'broadcast';
const CHUNK = 1000;

/** BullMQ as its documents show it: a job a message, removed when it is done, so that no record is kept. */
runAsPeer(async (job: PeerJob): Promise<Peer> => {
  const connection = createClient({ url: job.redisUrl });
  await connection.connect();
  await connection.flushAll();
  const send = senderOf(job);
  const queue = new Queue<{ recipient: number }>(QUEUE, { connection });
  return {
    async fill() {
      for (let from = 1; from <= job.recipients; from += CHUNK) {
        const many = Math.min(CHUNK, job.recipients - from + 1);
        await queue.addBulk(
          Array.from({ length: many }, (_, index) => ({
            name: 'message',
            data: { recipient: from + index },
            opts: { removeOnComplete: true },
          })),
        );
      }
    },

    async drain() {
      let left = job.recipients;
      const worker = new Worker<{ recipient: number }>(QUEUE, ({ data }) => send(data.recipient), {
        connection,
        concurrency: AT_ONCE,
      });
      await new Promise<void>((resolve, reject) => {
        worker.on('failed', (_job, error) => reject(error));
        worker.on('completed', () => {
          left -= 1;
          if (left === 0) resolve();
        });
      });
    },
  };
});
