import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from '@temporalio/client';
import { startServerProcess } from '../../../cli/servers/server-process';
import { inLanes, until } from '../../support/pace';
import { BASELINE_QUEUE } from './baseline-queue';

export interface BaselineRun {
  client: Client;
  address: string;
  count: number;
  /** How long starting them may take before all fall due together. */
  leadMs: number;
}

/** Evaluations per second of the baseline workflow, all due at the same instant. */
export async function runBaseline({ client, address, count, leadMs }: BaselineRun): Promise<number> {
  let ready = false;
  let done = 0;
  let lastAt = 0;
  const worker = await startServerProcess({
    command: process.execPath,
    args: ['--import', pathToFileURL(require.resolve('tsx')).href, resolve(__dirname, 'baseline-worker.ts')],
    env: { ...process.env, TEMPORAL_ADDRESS: address },
    onLine: (line) => process.stderr.write(`[baseline] ${line}\n`),
    onMessage: (message) => {
      const { ready: isReady, done: soFar, at } = message as { ready?: true; done?: number; at?: number };
      if (isReady) ready = true;
      if (soFar !== undefined) done = soFar;
      if (at !== undefined) lastAt = at;
    },
  });
  await until(() => ready);
  const dueAt = Date.now() + leadMs;
  await inLanes(count, 40, (index) =>
    client.workflow.start('baselineWorkflow', {
      workflowId: `baseline-${dueAt}-${index}`,
      taskQueue: BASELINE_QUEUE,
      args: [dueAt],
    }),
  );
  if (Date.now() > dueAt) throw new Error('The baseline fell due before all of it was started: raise --lead');
  await until(() => done >= count);
  await worker.stop('SIGTERM', 20_000);
  return count / ((lastAt - dueAt) / 1000);
}
