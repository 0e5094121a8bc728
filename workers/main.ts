import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { readEnv, requireDatabaseUrl } from '../config/env';
import { requireProductionSettings } from '../config/production';
import { dataConverterOf, temporalConnection } from '../config/temporal/connection';
import { createDataSource } from '../db/data-source';
import { createTranscripts } from '../db/transcripts/create-transcripts';
import { openAnswerCache } from '../llm/answer-cache/open-answer-cache';
import { createLogger } from '../observability/logger';
import { startTracing, type Tracing } from '../observability/tracing';
import { buildWorkflowBundle } from './build-workflow-bundle';
import { composeWorker, type WorkerParts } from './compose-worker';
import { ensureSchedules } from './ensure-schedules';
import { createChannelMeter } from './measured-channels';
import { releaseOptions } from './release-options';
import { stopSignal } from './stop-signal';
import { TASK_QUEUES } from './task-queues';
import { temporalRuntime } from './temporal-runtime';

/** The worker process: connects, composes, polls every queue, and stops when it is told to. */
async function main(): Promise<void> {
  const env = readEnv();
  requireProductionSettings(env, 'worker');
  const logger = createLogger({ level: env.LOG_LEVEL, name: 'worker' });
  Runtime.install(temporalRuntime(env, logger));
  const tracing = await startTracing({ endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, service: 'hilo-worker' });
  const stopped = stopSignal();
  const database = { url: requireDatabaseUrl(env), poolSize: env.DATABASE_POOL };
  const db = await createDataSource(database).initialize();
  const connection = await Connection.connect(temporalConnection(env));
  const nativeConnection = await NativeConnection.connect(temporalConnection(env));
  const client = new Client({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverterOf(env),
    ...tracing.client,
  });

  const transcripts = createTranscripts({ db, mongodbUrl: env.MONGODB_URL });
  const answers = openAnswerCache(env.REDIS_URL);
  const measured = createChannelMeter(Runtime.instance().metricMeter);
  const parts = { env, logger, db, client, transcripts, answers, measured };
  const workers = await createWorkers({ ...parts, nativeConnection, tracing });
  const running = Promise.all(workers.map((worker) => worker.run()));
  await ensureSchedules(client, {
    sweepSeconds: env.SWEEP_INTERVAL_SECONDS,
    analyticsSeconds: env.ANALYTICS_INTERVAL_SECONDS,
    alertSeconds: env.ALERT_INTERVAL_SECONDS,
    templateMinutes: env.TEMPLATE_SYNC_MINUTES,
  });
  process.send?.({ ready: true });
  logger.info({ queues: Object.values(TASK_QUEUES) }, 'worker ready');

  const reason = await Promise.race([stopped, running]);
  if (typeof reason === 'string') {
    logger.info({ reason }, 'worker stopping: finishing what is under way');
    for (const worker of workers) worker.shutdown();
  }
  await running;
  await Promise.all([nativeConnection.close(), connection.close()]);
  await Promise.all([transcripts.close(), answers.close(), db.destroy(), tracing.stop()]);
  logger.info('worker stopped');
}

type Parts = WorkerParts & { nativeConnection: NativeConnection; tracing: Tracing };

async function createWorkers({ nativeConnection, tracing, ...parts }: Parts): Promise<Worker[]> {
  const { env } = parts;
  const activities = composeWorker(parts);
  const shared = {
    connection: nativeConnection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverterOf(env),
    workflowBundle: await buildWorkflowBundle(dataConverterOf(env), tracing.workflowModules),
    ...tracing.worker,
    // Longer than one call of a provider, so that a deployment leaves no send of unknown fate.
    shutdownGraceTime: '15 seconds',
    maxHeartbeatThrottleInterval: '15 seconds',
    ...releaseOptions(env),
  } as const;
  const ofPeople = {
    ...shared,
    maxConcurrentActivityTaskExecutions: env.HILO_WORKER_ACTIVITIES,
    maxCachedWorkflows: env.HILO_WORKER_CACHED_WORKFLOWS,
  };
  return Promise.all([
    Worker.create({
      ...ofPeople,
      taskQueue: TASK_QUEUES.conversations,
      activities: activities.conversations,
    }),
    Worker.create({ ...ofPeople, taskQueue: TASK_QUEUES.programs, activities: activities.programs }),
    Worker.create({ ...ofPeople, taskQueue: TASK_QUEUES.checkout, activities: activities.checkout }),
    Worker.create({ ...ofPeople, taskQueue: TASK_QUEUES.broadcasts, activities: activities.broadcasts }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.sweeps,
      activities: {
        ...activities.sweeps,
        ...activities.templates,
        ...activities.analytics,
        ...activities.alerts,
      },
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
