import { createAccounts } from '../../../db/repositories/accounts';
import { broadcastWorkflowId } from '../../../workflows/broadcasts/contract';
import { until } from '../../support/pace';
import { memoryOf, type Platform, type PlatformProcess } from '../../support/platform';
import { call, completed, send, upload, type Bench } from './bench-broadcast';

/** How often the console of somebody who watches asks. */
const ASKS_EVERY_MS = 100;

interface Processes {
  api: PlatformProcess;
  worker: PlatformProcess;
}

/** A list from its upload to its last message, without any limit, while somebody watches and another account sends. */
export async function measureFlatOut(bench: Bench, { api, worker }: Processes, recipients: number) {
  const { platform, twilio } = bench;
  const before = { api: await memoryOf(api.pid), worker: await memoryOf(worker.pid) };
  await twilio.forget();
  const began = Date.now();
  const uploading = upload(bench, 'Flat out', recipients);
  const neighbour = measureNeighbour(bench);
  const { id, accountId } = await uploading;
  let running = true;
  const watched = watch(bench, () => running);
  const { startedAt } = await completed(platform, { accountId, id });
  running = false;
  const acceptedAt = await twilio.acceptedAt();
  const [first = 0, last = 0] = [acceptedAt[0], acceptedAt.at(-1)];
  const after = { api: await memoryOf(api.pid), worker: await memoryOf(worker.pid) };
  return {
    perSecond: Math.round((acceptedAt.length * 1000) / (last - (startedAt ?? began))),
    firstSendS: (first - began) / 1000,
    otherAccountS: await neighbour,
    rssGrowthMb: after.worker.peak - before.worker.rss,
    apiRssGrowthMb: after.api.peak - before.api.rss,
    maxHistoryEvents: await mostEvents(platform, id),
    statusP99Ms: percentile(await watched, 99),
  };
}

/** How long another account's ten messages take while the list goes out. */
async function measureNeighbour(bench: Bench): Promise<number> {
  const { id: accountId } = await createAccounts(bench.platform.db).create('Neighbour');
  await until({
    for: 'the first message',
    look: async () => (await bench.twilio.acceptedAt()).length,
    is: (accepted) => accepted > 0,
    everyMs: 50,
  });
  const began = Date.now();
  await send(bench, { accountId, title: 'Ten', recipients: 10 });
  return (Date.now() - began) / 1000;
}

/** How long each answer about the state took, in milliseconds. */
async function watch(bench: Bench, running: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (running()) {
    const asked = performance.now();
    await call(bench, '/api/estado-cola/Flat%20out');
    took.push(performance.now() - asked);
    await new Promise((wake) => setTimeout(wake, ASKS_EVERY_MS));
  }
  return took;
}

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

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.ceil((sorted.length * percent) / 100) - 1;
  return Math.round((sorted[Math.max(0, at)] ?? 0) * 10) / 10;
}
