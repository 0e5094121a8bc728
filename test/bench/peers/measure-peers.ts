import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startRedisServer } from '../../support/redis/redis-server';
import { resolveRedis } from '../../support/redis/resolve-redis';
import type { LoopbackTwilio } from '../loopback/loopback-twilio';
import type { PeerJob } from './peer-process';

/** Messages a second of each peer; null where there is no Redis to run them on. */
interface PeerRates {
  bullmq: number | null;
  seed: number | null;
}

/** BullMQ, then the seed's own design, each alone on the machine and on the same provider. */
export async function measurePeers(
  twilio: LoopbackTwilio,
  job: Pick<PeerJob, 'databaseUrl' | 'recipients'>,
): Promise<PeerRates> {
  const binary = await resolveRedis();
  if (binary.kind === 'unavailable') {
    process.stderr.write(`${binary.reason}\n`);
    return { bullmq: null, seed: null };
  }
  const redis = await startRedisServer(binary);
  try {
    const whole = { ...job, redisUrl: redis.url, providerUrl: twilio.url };
    return { bullmq: await rateOf('bullmq', twilio, whole), seed: await rateOf('seed', twilio, whole) };
  } finally {
    await redis.stop();
  }
}

async function rateOf(name: string, twilio: LoopbackTwilio, job: PeerJob): Promise<number> {
  const peer = fork(join(__dirname, `${name}.peer.ts`), [JSON.stringify(job)], {
    execArgv: ['--max-semi-space-size=32', '--import', 'tsx'],
  });
  try {
    await said(peer, name);
    await twilio.forget();
    const began = Date.now();
    peer.send('drain');
    await said(peer, name);
    const acceptedAt = await twilio.acceptedAt();
    const last = acceptedAt.at(-1) ?? began;
    return Math.round((acceptedAt.length * 1000) / (last - began));
  } finally {
    if (peer.connected) peer.disconnect();
    if (peer.exitCode === null) await once(peer, 'exit');
  }
}

async function said(peer: ChildProcess, name: string): Promise<void> {
  const ended = once(peer, 'exit').then(() => Promise.reject(new Error(`The peer ${name} ended early`)));
  await Promise.race([once(peer, 'message'), ended]);
  ended.catch(() => undefined);
}
