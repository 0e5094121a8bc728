import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childEnvironment } from '../../config/env';
import { createLastLines } from '../servers/last-lines';
import { startServerProcess } from '../servers/server-process';
import type { ServerCommand, ServerProcess } from '../servers/server-process';
import { waitUntilReady } from '../servers/wait-until';
import type { Running } from './keep-running';

export interface HiloProcess extends Pick<ServerCommand, 'givesWay'> {
  /** `worker` or `api`, for messages. */
  name: string;
  /** From the project's root, such as `workers/main.ts`. */
  file: string;
  /** Settings laid over this process's own environment. */
  settings: Readonly<Record<string, string>>;
  onLine: (line: string) => void;
  /** How long it may take to finish what it is doing after SIGTERM. */
  graceMs: number;
}

/** Runs workflows and activities: a provider's webhook has to be answered before what it leads to. */
export const WORKER = { name: 'worker', file: 'workers/main.ts', givesWay: true };

/** In MB: what a batch needs is gone before V8 copies it to and fro, which saves a tenth of the processor time. */
const ROOM_FOR_THE_YOUNG = '--max-semi-space-size=32';
const ROOT = resolve(__dirname, '../..');

/**
 * Starts one of Hilo's own processes and waits until it says, over its IPC channel, that it is ready:
 * `process.send?.({ ready: true })`. On SIGTERM it must finish its work and exit; on the channel's
 * `disconnect` event too, because then `hilo start` itself is gone.
 */
export async function startHiloProcess(options: HiloProcess): Promise<Running> {
  const lastLines = createLastLines(15);
  let ready = false;
  const server = await startServerProcess({
    command: process.execPath,
    args: [
      ROOM_FOR_THE_YOUNG,
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      resolve(ROOT, options.file),
    ],
    env: childEnvironment(options.settings),
    givesWay: options.givesWay,
    onMessage: (message) => {
      if (saysReady(message)) ready = true;
    },
    onLine: (line) => {
      lastLines.add(line);
      options.onLine(line);
    },
  });
  const isReady = () => Promise.resolve(ready);
  await waitUntilReady({ name: `The ${options.name}`, server, timeoutMs: 120_000, lastLines, isReady });
  return asRunning(server, options.graceMs);
}

function asRunning(server: ServerProcess, graceMs: number): Running {
  return {
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop('SIGTERM', graceMs),
    force: () => server.signal('SIGKILL'),
  };
}

function saysReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
