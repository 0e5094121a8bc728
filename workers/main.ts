import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { createEnrollmentClient } from '../api/temporal/enrollment-client';
import { readEnv, requireDatabaseUrl, type Env } from '../config/env';
import { dataConverterOf, temporalConnection } from '../config/temporal/connection';
import { createDataSource } from '../db/data-source';
import { createLogger, type Logger } from '../observability/logger';
import { buildWorkflowBundle } from './build-workflow-bundle';
import { channelsFromEnv, progressTableFromEnv } from './channels-from-env';
import { composeActivities } from './compose-activities';
import { composeSweeps } from './compose-sweeps';
import { ensureSchedules } from './ensure-schedules';
import { stopSignal } from './stop-signal';
import { TASK_QUEUES } from './task-queues';
import { temporalRuntime } from './temporal-runtime';

/** The worker process: connects, composes, polls every queue, and stops when it is told to. */
async function main(): Promise<void> {
  const env = readEnv();
  const logger = createLogger({ level: env.LOG_LEVEL, name: 'worker' });
  Runtime.install(temporalRuntime(env, logger));
  const stopped = stopSignal();
  const database = { url: requireDatabaseUrl(env), poolSize: env.DATABASE_POOL };
  const db = await createDataSource(database).initialize();
  const connection = await Connection.connect(temporalConnection(env));
  const nativeConnection = await NativeConnection.connect(temporalConnection(env));
  const client = new Client({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverterOf(env),
  });

  const workers = await createWorkers({ env, logger, db, client, nativeConnection });
  const running = Promise.all(workers.map((worker) => worker.run()));
  await ensureSchedules(client, env.SWEEP_INTERVAL_SECONDS);
  process.send?.({ ready: true });
  logger.info({ queues: Object.values(TASK_QUEUES) }, 'worker ready');

  const reason = await Promise.race([stopped, running]);
  if (typeof reason === 'string') {
    logger.info({ reason }, 'worker stopping: finishing what is under way');
    for (const worker of workers) worker.shutdown();
  }
  await running;
  await Promise.all([nativeConnection.close(), connection.close(), db.destroy()]);
  logger.info('worker stopped');
}

interface Parts {
  env: Env;
  logger: Logger;
  db: DataSource;
  client: Client;
  nativeConnection: NativeConnection;
}

async function createWorkers({ env, logger, db, client, nativeConnection }: Parts): Promise<Worker[]> {
  const clock = () => Date.now();
  const parts = composeActivities(db, {
    channels: channelsFromEnv(env),
    clock,
    checkDelays: env.SEND_CHECK_DELAYS,
    progressTable: progressTableFromEnv(env),
  });
  const enrollmentStarter = createEnrollmentClient(client);
  const shared = {
    connection: nativeConnection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverterOf(env),
    workflowBundle: await buildWorkflowBundle(dataConverterOf(env)),
    // Longer than one call of a provider, so that a deployment leaves no send of unknown fate.
    shutdownGraceTime: '15 seconds',
    maxHeartbeatThrottleInterval: '15 seconds',
  } as const;
  return Promise.all([
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.programs,
      activities: parts.activities,
      maxConcurrentActivityTaskExecutions: env.HILO_WORKER_ACTIVITIES,
      maxCachedWorkflows: env.HILO_WORKER_CACHED_WORKFLOWS,
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.sweeps,
      activities: composeSweeps(db, parts, { enrollmentStarter, logger, clock }),
      maxConcurrentActivityTaskExecutions: 5,
      maxCachedWorkflows: 5,
    }),
  ]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(1);
  },
);
