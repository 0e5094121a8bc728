import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { DataSource } from 'typeorm';
import { createEnrollmentClient } from '../../api/temporal/enrollment-client';
import type { Channel } from '../../channels/channel';
import { readEnv } from '../../config/env';
import { createDataSource } from '../../db/data-source';
import { buildWorkflowBundle } from '../../workers/build-workflow-bundle';
import { composeActivities } from '../../workers/compose-activities';
import { TASK_QUEUES } from '../../workers/task-queues';
import { startEphemeralPostgres } from '../servers/postgres-server';
import { resolveBinary } from '../servers/resolve-binary';
import { startTimeSkipping } from '../servers/time-skipping-server';

/** The production worker on a database and a clock that last as long as one command. */
export interface FaithfulRig extends ReturnType<typeof composeActivities> {
  env: TestWorkflowEnvironment;
  db: DataSource;
  starter: ReturnType<typeof createEnrollmentClient>;
  close(): Promise<void>;
}

/** Starts Postgres, the time-skipping server and a worker over the given channel. */
export async function startFaithfulRig(
  makeChannel: (env: TestWorkflowEnvironment) => Channel,
): Promise<FaithfulRig> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const print = (line: string) => process.stderr.write(`${line}\n`);
  const explicitPath = readEnv().TEMPORAL_TEST_SERVER_PATH;
  const binary = await resolveBinary({ name: 'temporal-test-server', explicitPath, print });
  const postgres = await startEphemeralPostgres();
  const db = await createDataSource({ url: postgres.url, poolSize: 10 }).initialize();
  await db.runMigrations();
  const env = await startTimeSkipping(binary);
  const parts = composeActivities(db, {
    channels: [makeChannel(env)],
    clock: () => env.currentTimeMs(),
    checkDelays: [],
    progressTable: null,
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUES.programs,
    workflowBundle: await buildWorkflowBundle(),
    activities: parts.activities,
  });
  const running = worker.run();
  return {
    ...parts,
    env,
    db,
    starter: createEnrollmentClient(env.client),
    async close() {
      worker.shutdown();
      await running;
      await env.teardown();
      await db.destroy();
      await postgres.stop();
    },
  };
}
