import { parseArgs } from 'node:util';
import { startPlatform } from '../support/platform';
import { completed, createBench, upload, type Bench } from './broadcast/bench-broadcast';
import { measureFlatOut } from './broadcast/measure-flat-out';
import { measurePause } from './broadcast/measure-pause';
import { measureRate } from './broadcast/measure-rate';
import { startLoopbackTwilio } from './loopback/loopback-twilio';
import { measurePeers } from './peers/measure-peers';

/** So high that it never holds anything up. */
const NO_LIMIT = 1_000_000;
const WARM_UP = 1_000;

/**
 * A whole broadcast through real servers to a provider on the loopback that answers in 50 ms: how many a second
 * without a limit, beside BullMQ and the seed's own design; how soon it begins, pauses and lets others by; and how
 * well a limit of 80 a second is kept by two worker processes.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      recipients: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const recipients = Number(values.recipients ?? (values.quick ? 5_000 : 100_000));
  const seconds = Number(values.seconds ?? (values.quick ? 20 : 60));
  const twilio = await startLoopbackTwilio();
  const platform = await startPlatform();
  try {
    const bench = await createBench(platform, twilio);
    const { pauseS, ...flatOut } = await measureUnlimited(bench, recipients);
    const peers = await measurePeers(twilio, { databaseUrl: platform.databaseUrl, recipients });
    const rate = await measureRate(bench, seconds);
    return {
      bench: 'broadcast',
      recipients,
      per_second: flatOut.perSecond,
      ratio_bullmq: ratio(flatOut.perSecond, peers.bullmq),
      ratio_seed: ratio(flatOut.perSecond, peers.seed),
      first_send_s: flatOut.firstSendS,
      rss_growth_mb: flatOut.rssGrowthMb,
      max_history_events: flatOut.maxHistoryEvents,
      status_p99_ms: flatOut.statusP99Ms,
      rate_80_min: rate.min,
      rate_80_max: rate.max,
      api_rss_growth_mb: flatOut.apiRssGrowthMb,
      other_account_s: flatOut.otherAccountS,
      pause_s: pauseS,
    };
  } finally {
    await platform.stop();
    await twilio.close();
  }
}

async function measureUnlimited(bench: Bench, recipients: number) {
  const { platform, twilio } = bench;
  const settings = twilio.settings(NO_LIMIT);
  const processes = {
    api: await platform.startApi(settings),
    worker: await platform.startWorker(settings),
  };
  await completed(platform, await upload(bench, 'Warm-up', WARM_UP));
  const flatOut = await measureFlatOut(bench, processes, recipients);
  const pauseS = await measurePause(bench, Math.ceil(recipients / 5));
  await Promise.all([processes.api.stop(), processes.worker.stop()]);
  return { ...flatOut, pauseS };
}

function ratio(ours: number, theirs: number | null): number | null {
  return theirs === null ? null : Math.round((ours / theirs) * 100) / 100;
}
