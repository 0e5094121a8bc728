import './quiet-temporal';
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkerOptions } from '@temporalio/worker';
import type { ProgressTable } from '../../activities/programs/programs-deps';
import { luxonZoneClock } from '../../activities/zone-clock';
import type { Channel } from '../../channels/channel';
import { createAccounts } from '../../db/repositories/accounts';
import { createDecisions } from '../../db/repositories/decisions';
import type { ProgramDefinition } from '../../domain/programs/definition';
import { addDays } from '../../domain/time/civil-date';
import { composeActivities } from '../../workers/compose-activities';
import { TASK_QUEUES } from '../../workers/task-queues';
import { createRigProgram } from './rig-program';
import { startRigWorker, type RigWorker } from './rig-worker';
import { createOutside } from './scripted-channel';
import { createTestDatabase } from './test-database';
import { createTimeSkippingEnvironment } from './time-skipping';

export interface RigOptions {
  /** Settings of every worker, over the ones it needs. */
  worker?: Partial<WorkerOptions>;
  workers?: number;
  /** Further activities, for workflows that no program starts. */
  activities?: object;
  /** Default: a time-skipping server of its own. */
  environment?: TestWorkflowEnvironment;
  dataConverter?: DataConverter;
  /** Of its own, where other tests share the environment. */
  taskQueue?: string;
  /** Beside the scripted ones. */
  channels?: Channel[];
  progressTable?: ProgressTable;
}

export type ProgramRig = Awaited<ReturnType<typeof createProgramRig>>;

/** Programs as they run in production: real workflows, activities and Postgres, scripted providers. */
export async function createProgramRig(definition: ProgramDefinition, options: RigOptions = {}) {
  const database = await createTestDatabase();
  const env = options.environment ?? (await createTimeSkippingEnvironment());
  let awayUntil = 0;
  const now = async () => Math.max(await env.currentTimeMs(), awayUntil);
  const outside = createOutside(now);
  const parts = composeActivities(database.dataSource, {
    channels: [...outside.channels, ...(options.channels ?? [])],
    clock: now,
    checkDelays: [60_000, 300_000, 900_000],
    progressTable: options.progressTable ?? null,
  });
  const account = await createAccounts(database.dataSource).create('Test');
  const { dataConverter, taskQueue = TASK_QUEUES.programs } = options;
  const startWorker = (converter = dataConverter) =>
    startRigWorker(env, {
      taskQueue,
      activities: { ...parts.activities, ...options.activities },
      ...(converter && { dataConverter: converter }),
      ...options.worker,
    });
  const workers: RigWorker[] = [];
  const rig = {
    ...parts,
    env,
    client: dataConverter ? new Client({ connection: env.connection, dataConverter }) : env.client,
    taskQueue,
    database,
    outside,
    decisions: createDecisions(database.dataSource),
    accountId: account.id,
    now,

    async startWorkers(count = 1, converter?: DataConverter): Promise<void> {
      for (let more = 0; more < count; more += 1) workers.push(await startWorker(converter));
    },
    async stopWorkers(): Promise<void> {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    },
    /**
     * Has the next activities find a later time on the clock, as after an outage of everything. A stopped
     * worker would not do: the test server skips no time while work waits for one.
     */
    beAwayUntil(at: number): void {
      awayUntil = at;
    },

    /** Lets time pass until a zone's clock next shows a time of day; with a date, until then. */
    async sleepUntil(time: string, zone: string, date?: string): Promise<number> {
      const at = await env.currentTimeMs();
      const today = luxonZoneClock.toLocal(at, zone).date;
      let until = luxonZoneClock.toInstant(date ?? today, time, zone);
      if (!date && until <= at) until = luxonZoneClock.toInstant(addDays(today, 1), time, zone);
      if (until > at) await env.sleep(until - at);
      return until;
    },

    async close(): Promise<void> {
      await rig.stopWorkers();
      if (!options.environment) await env.teardown();
      await database.drop();
    },
  };
  await rig.startWorkers(options.workers);
  const program = await createRigProgram(rig, definition);
  return {
    ...rig,
    programId: program.id,
    /** Enrolls in the program that the rig was made with. */
    enroll: program.enroll,
    publish: program.publish,
    /** Makes a further program. */
    program: (another: ProgramDefinition) => createRigProgram(rig, another),
  };
}
