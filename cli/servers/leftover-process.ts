import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from './run-command';

export interface Leftover {
  pid: number;
  /** Text its command line must contain; a pid alone may by now be another program's. */
  mark: string;
  signal: NodeJS.Signals;
}

/** Ends a server that a killed Hilo left running; true when there was one. */
export async function endLeftover(leftover: Leftover): Promise<boolean> {
  if (!(await isRunning(leftover))) return false;
  process.kill(leftover.pid, leftover.signal);
  for (let waits = 0; waits < 100 && (await isRunning(leftover)); waits += 1) await delay(100);
  if (await isRunning(leftover)) process.kill(leftover.pid, 'SIGKILL');
  return true;
}

/** Whether the process lives and its command line carries the mark. */
export async function isRunning(leftover: Pick<Leftover, 'pid' | 'mark'>): Promise<boolean> {
  return (await commandLine(leftover.pid)).includes(leftover.mark);
}

/** The command line of a process, or nothing when it is gone. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return raw.replaceAll('\0', ' ');
  }
  return (await runCommand('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
}
