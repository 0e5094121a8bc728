import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServerProcess } from '../../../cli/servers/server-process';
import { until } from '../../support/pace';

/** One activity that the baseline did: how many there were, when, and whose it was where it is somebody's. */
export interface Touch {
  done: number;
  at: number;
  whose: number | null;
}

/** A bare worker in a process of its own, ready; `onTouch` hears of every activity. */
export async function startBaselineWorker(address: string, onTouch: (touch: Touch) => void) {
  let ready = false;
  const worker = await startServerProcess({
    command: process.execPath,
    args: ['--import', pathToFileURL(require.resolve('tsx')).href, resolve(__dirname, 'baseline-worker.ts')],
    // As Hilo's own worker does.
    givesWay: true,
    env: { ...process.env, TEMPORAL_ADDRESS: address },
    onLine: (line) => process.stderr.write(`[baseline] ${line}\n`),
    onMessage: (message) => {
      if ((message as { ready?: true }).ready) ready = true;
      else onTouch(message as Touch);
    },
  });
  await until({ for: 'the worker of the baseline', look: () => ready, is: Boolean });
  return { stop: () => worker.stop('SIGTERM', 20_000) };
}
