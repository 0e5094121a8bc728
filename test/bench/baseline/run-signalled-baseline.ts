import type { Client } from '@temporalio/client';
import { BASELINE_QUEUE } from './baseline-queue';
import { startBaselineWorker } from './start-baseline-worker';

export interface SignalledBaseline {
  client: Client;
  address: string;
  /** People who each write again as soon as they are answered. */
  people: number;
  seconds: number;
}

/** Turns per second of the baseline: everybody signals, and signals again when the activity was done. */
export async function runSignalledBaseline(baseline: SignalledBaseline): Promise<number> {
  const { client, address, people, seconds } = baseline;
  let over = false;
  let turns = 0;
  const nudge = (whose: number) =>
    client.workflow.signalWithStart('signalledBaseline', {
      workflowId: `signalled-baseline-${whose}`,
      taskQueue: BASELINE_QUEUE,
      args: [whose],
      signal: 'nudged',
      signalArgs: [],
    });
  const worker = await startBaselineWorker(address, ({ whose }) => {
    turns += 1;
    if (!over && whose !== null) void nudge(whose);
  });
  await Promise.all(Array.from({ length: people }, (_, whose) => nudge(whose)));
  // Everybody's first turn starts a workflow, which is not what is measured.
  await new Promise((wake) => setTimeout(wake, 5000));
  const before = turns;
  await new Promise((wake) => setTimeout(wake, seconds * 1000));
  const measured = turns - before;
  over = true;
  await worker.stop();
  return measured / seconds;
}
