import '../../support/quiet-temporal';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { readEnv } from '../../../config/env';
import { temporalConnection } from '../../../config/temporal/connection';
import { BASELINE_QUEUE } from './baseline-queue';
import { stopSignal } from '../../../workers/stop-signal';

/** A bare worker with the production worker's limits; it tells its parent how many activities it has done. */
async function main(): Promise<void> {
  const env = readEnv();
  let done = 0;
  // Webpack says a lot at the level of information.
  const logger = new DefaultLogger('WARN');
  const worker = await Worker.create({
    connection: await NativeConnection.connect(temporalConnection(env)),
    taskQueue: BASELINE_QUEUE,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('./baseline.workflow'),
      logger,
    }),
    activities: {
      touch: (whose: number | null = null) => {
        done += 1;
        process.send?.({ done, at: Date.now(), whose });
        return Promise.resolve();
      },
    },
    maxConcurrentActivityTaskExecutions: env.HILO_WORKER_ACTIVITIES,
    maxCachedWorkflows: env.HILO_WORKER_CACHED_WORKFLOWS,
  });
  const running = worker.run();
  process.send?.({ ready: true });
  // The runtime hears the same signal, and may be quicker.
  await stopSignal();
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await running;
}

void main().then(() => process.exit(0));
