import type { Client } from '@temporalio/client';
import { inLanes, until } from '../../support/pace';
import { BASELINE_QUEUE } from './baseline-queue';
import { startBaselineWorker } from './start-baseline-worker';

/** Beyond the time that all are due at. */
const PATIENCE_MS = 60_000;

export interface BaselineRun {
  client: Client;
  address: string;
  count: number;
  /** How long starting them may take before all fall due together. */
  leadMs: number;
}

/** Evaluations per second of the baseline workflow, all due at the same instant. */
export async function runBaseline({ client, address, count, leadMs }: BaselineRun): Promise<number> {
  let done = 0;
  let lastAt = 0;
  const worker = await startBaselineWorker(address, (touch) => {
    done = touch.done;
    lastAt = touch.at;
  });
  const dueAt = Date.now() + leadMs;
  await inLanes(count, 40, (index) =>
    client.workflow.start('baselineWorkflow', {
      workflowId: `baseline-${dueAt}-${index}`,
      taskQueue: BASELINE_QUEUE,
      args: [dueAt],
    }),
  );
  if (Date.now() > dueAt) throw new Error('The baseline fell due before all of it was started: raise --lead');
  await until({
    for: 'every workflow of the baseline',
    look: () => done,
    is: (sofar) => sofar >= count,
    patienceMs: leadMs + PATIENCE_MS,
  });
  await worker.stop();
  return count / ((lastAt - dueAt) / 1000);
}
