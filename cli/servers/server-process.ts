import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { givingWay, letSessionGiveWay } from './processor-share';

export interface ServerCommand {
  command: string;
  args: readonly string[];
  /** Every line the server writes, to either stream. */
  onLine: (line: string) => void;
  uid?: number;
  gid?: number;
  env?: NodeJS.ProcessEnv;
  /** Given, the child gets an IPC channel and its messages arrive here. */
  onMessage?: (message: unknown) => void;
  /** Where processor time is short, other servers of this machine come first. */
  givesWay?: boolean | undefined;
}

export interface ServerProcess {
  pid: number;
  /** Settles when the process is gone, whoever ended it. */
  exited: Promise<string>;
  hasExited(): boolean;
  /** Asks it to stop, and kills it when it has not after `graceMs`. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
  /** Sends a signal and waits for nothing. */
  signal(signal: NodeJS.Signals): void;
}

/** Starts a server in a process group of its own, so that a Ctrl-C in the terminal reaches only Hilo. */
export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const { givesWay = false } = command;
  const child = spawnDetached(givesWay ? givingWay(command) : command);
  let gone = false;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      gone = true;
      resolve(signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`);
    });
  });
  await started(child);
  if (givesWay) await letSessionGiveWay(child.pid ?? 0);
  return {
    pid: child.pid ?? 0,
    exited,
    hasExited: () => gone,
    async stop(signal, graceMs) {
      if (gone) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    signal(signal) {
      if (!gone) child.kill(signal);
    },
  };
}

function spawnDetached(command: ServerCommand): ChildProcess {
  const { uid, gid, env, onMessage } = command;
  const child = spawn(command.command, [...command.args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', onMessage === undefined ? 'ignore' : 'ipc'],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    ...(env === undefined ? {} : { env }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on('line', command.onLine);
  }
  if (onMessage !== undefined) child.on('message', onMessage);
  return child;
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
}
