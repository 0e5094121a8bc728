import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createWorkflowCoverage } from './workflow-coverage';
import { workflowBundle } from './workflow-bundle';

export interface RigWorker {
  stop(): Promise<void>;
}

/** A worker of one queue with Hilo's workflows, in the test's own process. */
export async function startRigWorker(
  env: TestWorkflowEnvironment,
  options: Partial<WorkerOptions> & { taskQueue: string },
): Promise<RigWorker> {
  // A connection each, since two workers of one queue cannot share one.
  const connection = await NativeConnection.connect({ address: env.address });
  const coverage = createWorkflowCoverage();
  const worker = await Worker.create({
    connection,
    workflowBundle: workflowBundle(),
    ...(coverage && { sinks: coverage.sinks }),
    ...options,
  });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await coverage?.write();
    },
  };
}
