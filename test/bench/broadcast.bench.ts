import { parseArgs } from 'node:util';
import { createBroadcastClient } from '../../api/temporal/broadcast-client';
import { createAccounts } from '../../db/repositories/accounts';
import { createBroadcasts } from '../../db/repositories/broadcasts';
import type { Broadcast, BroadcastPlan } from '../../domain/broadcasts/broadcast';
import { broadcastWorkflowId } from '../../workflows/broadcasts/contract';
import { smallBroadcast } from '../support/broadcast-plan';
import { createListedBroadcast } from '../support/list-people';
import { until } from '../support/pace';
import { memoryOf, startPlatform, type Platform } from '../support/platform';
import { startLoopbackTwilio, type LoopbackTwilio } from './loopback/loopback-twilio';

/** Of which broadcasts may use 80: a fifth is kept for replies. */
const LIMITED_RATE = 100;
/** So high that it never holds anything up. */
const NO_LIMIT = 1_000_000;
const WINDOW_MS = 10_000;

/**
 * A whole broadcast through real servers to a provider on the loopback that answers in 50 ms: how many a second
 * without a limit, and how well a limit of 80 a second is kept by two worker processes.
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
    const account = await createAccounts(platform.db).create('Bench');
    const bench = { platform, twilio, accountId: account.id };
    const flatOut = await measureFlatOut(bench, recipients);
    const rate = await measureRate(bench, seconds);
    return { bench: 'broadcast', recipients, ...flatOut, ...rate };
  } finally {
    await platform.stop();
    await twilio.close();
  }
}

interface Bench {
  platform: Platform;
  twilio: LoopbackTwilio;
  accountId: string;
}

async function measureFlatOut(bench: Bench, recipients: number) {
  const { platform, twilio } = bench;
  const worker = await platform.startWorker(twilio.settings(NO_LIMIT));
  await send(bench, { title: 'Warm-up' }, 500);
  const before = await memoryOf(worker.pid);
  await twilio.forget();
  const running = send(bench, { title: 'Flat out' }, recipients);
  const fairness = await measureFairness(bench);
  const broadcast = await running;
  const acceptedAt = await twilio.acceptedAt();
  const [first = 0, last = 0] = [acceptedAt[0], acceptedAt.at(-1)];
  const seconds = (last - broadcast.begunAt) / 1000;
  const after = await memoryOf(worker.pid);
  const result = {
    per_second: Math.round(acceptedAt.length / seconds),
    accepted: acceptedAt.length,
    first_send_s: (first - broadcast.begunAt) / 1000,
    other_account_s: fairness,
    rss_growth_mb: after.peak - before.rss,
    max_history_events: await mostEvents(platform, broadcast.id),
  };
  await worker.stop();
  return result;
}

/** How long another account's ten messages take while the list goes out. */
async function measureFairness({ platform, twilio }: Bench): Promise<number> {
  await until(async () => (await twilio.acceptedAt()).length > 0);
  const { id: accountId } = await createAccounts(platform.db).create('Neighbour');
  const began = Date.now();
  await send({ platform, twilio, accountId }, { title: 'Ten' }, 10);
  return (Date.now() - began) / 1000;
}

/** The messages of each ten seconds, without the first and the last seconds. */
async function measureRate(bench: Bench, seconds: number) {
  const { platform, twilio } = bench;
  const settings = twilio.settings(LIMITED_RATE);
  const workers = [await platform.startWorker(settings), await platform.startWorker(settings)];
  await twilio.forget();
  await send(bench, { title: 'Limited' }, seconds * 80);
  await Promise.all(workers.map((worker) => worker.stop()));
  const rates = windowRates(await twilio.acceptedAt());
  return { rate_80_min: Math.min(...rates), rate_80_max: Math.max(...rates) };
}

function windowRates(at: readonly number[]): number[] {
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  const rates: number[] = [];
  for (let from = first; from + WINDOW_MS <= last; from += 1000) {
    const within = at.filter((moment) => moment >= from && moment < from + WINDOW_MS).length;
    rates.push((within * 1000) / WINDOW_MS);
  }
  return rates;
}

/** Reads the list, starts, and waits for the end. */
async function send({ platform, accountId }: Bench, changes: Partial<BroadcastPlan>, recipients: number) {
  const plan = smallBroadcast(accountId, { channel: 'twilio', content: TEMPLATE, ...changes });
  const { id }: Broadcast = await createListedBroadcast(platform.db, plan, recipients);
  const begunAt = Date.now();
  await createBroadcastClient(platform.client).start({ accountId, broadcastId: id }, { startAt: null });
  const broadcasts = createBroadcasts(platform.db);
  await until(async () => (await broadcasts.get(accountId, id))?.state === 'completed', 250);
  return { id, begunAt };
}

const TEMPLATE = {
  kind: 'template' as const,
  template: `HX${'0'.repeat(31)}3`,
  variables: {},
  preview: 'Hola {{nombre}}',
};

/** Events of the longest run. */
async function mostEvents({ client }: Platform, broadcastId: string): Promise<number> {
  const workflowId = broadcastWorkflowId(broadcastId);
  let most = 0;
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
    most = Math.max(most, historyLength);
  }
  return most;
}
