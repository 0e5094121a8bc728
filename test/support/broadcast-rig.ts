import './quiet-temporal';
import type { WorkerOptions } from '@temporalio/worker';
import type { Clock } from '../../activities/messaging/dispatcher';
import { createAccounts } from '../../db/repositories/accounts';
import { createBroadcastRecipients } from '../../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../../db/repositories/broadcasts';
import type { BroadcastPlan } from '../../domain/broadcasts/broadcast';
import { progressOf } from '../../domain/broadcasts/progress';
import { composeActivities } from '../../workers/compose-activities';
import { composeBroadcasts } from '../../workers/compose-broadcasts';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  BROADCAST_WORKFLOW,
  broadcastWorkflowId,
  type BroadcastInput,
} from '../../workflows/broadcasts/contract';
import { smallBroadcast } from './broadcast-plan';
import { createListedBroadcast } from './list-people';
import { until } from './pace';
import { startRigWorker } from './rig-worker';
import { createOutside } from './scripted-channel';
import { createTestDatabase } from './test-database';
import { createTimeSkippingEnvironment } from './time-skipping';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHECK_DELAYS = [60_000, 300_000, 900_000];

export type BroadcastRig = Awaited<ReturnType<typeof createBroadcastRig>>;

export interface BroadcastRigOptions {
  worker?: Partial<WorkerOptions>;
  /** What activities take for the time; the server's own clock, which may skip years, when absent. */
  clock?: Clock;
  /** As in production when absent. */
  batchesInTurn?: number;
}

/** Broadcasts as they run in production: real workflows, activities and Postgres, scripted providers. */
export async function createBroadcastRig(options: BroadcastRigOptions = {}) {
  const database = await createTestDatabase();
  const env = await createTimeSkippingEnvironment();
  const now = async () => (options.clock ? options.clock() : env.currentTimeMs());
  const outside = createOutside(now);
  const db = database.dataSource;
  const parts = composeActivities(db, {
    channels: outside.channels,
    clock: now,
    checkDelays: CHECK_DELAYS,
    progressTable: null,
  });
  const activities = composeBroadcasts(db, parts, {
    checkDelays: CHECK_DELAYS,
    batchesInTurn: options.batchesInTurn,
  });
  const worker = await startRigWorker(env, {
    taskQueue: TASK_QUEUES.broadcasts,
    activities,
    ...options.worker,
  });
  const account = await createAccounts(db).create('Test');
  const broadcasts = createBroadcasts(db);
  const recipients = createBroadcastRecipients(db);
  let made = 0;
  return {
    ...parts,
    db,
    env,
    outside,
    broadcasts,
    recipients,
    accountId: account.id,
    now,

    /** A draft to so many people, each with a number of their own in every broadcast of the rig. */
    draft(people: number, changes: Partial<BroadcastPlan> = {}) {
      made += 1;
      const plan = smallBroadcast(account.id, { title: `Promo ${made}`, ...changes });
      return createListedBroadcast(db, plan, people);
    },

    async start(broadcastId: string, more: Partial<BroadcastInput> = {}) {
      const input: BroadcastInput = { v: 1, accountId: account.id, broadcastId, startAt: null, ...more };
      return env.client.workflow.start(BROADCAST_WORKFLOW, {
        workflowId: broadcastWorkflowId(broadcastId),
        taskQueue: TASK_QUEUES.broadcasts,
        args: [input],
      });
    },

    /** Lets time pass until a full hour of Colombia's clock on a day before a working day. */
    async sleepUntilHour(hour: number): Promise<void> {
      const at = await now();
      const sunday = new Date(at - 5 * HOUR_MS);
      sunday.setUTCDate(sunday.getUTCDate() + 7 - sunday.getUTCDay());
      const until = sunday.setUTCHours(hour, 0, 0, 0) + 5 * HOUR_MS + DAY_MS;
      await env.sleep(until - at);
    },

    async progress(broadcastId: string) {
      const broadcast = await broadcasts.get(account.id, broadcastId);
      if (!broadcast) throw new Error('The broadcast vanished');
      const progress = progressOf(broadcast, await broadcasts.tally(account.id, broadcastId));
      return { ...progress, state: broadcast.state, reason: broadcast.reason };
    },

    async untilPaused(broadcastId: string): Promise<void> {
      const state = async () => (await this.progress(broadcastId)).state;
      await until({ for: `broadcast ${broadcastId} to pause`, look: state, is: (now) => now === 'paused' });
    },

    async close(): Promise<void> {
      await worker.stop();
      await env.teardown();
      await database.drop();
    },
  };
}
