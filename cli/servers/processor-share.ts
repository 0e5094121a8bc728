import { writeFile } from 'node:fs/promises';
import type { ServerCommand } from './server-process';

/** About a fifth of what others get where processor time is short, and all there is where it is not. */
const NICE = 7;

/** The same command, run by `nice`, which every thread and process of it inherits; Windows has none. */
export function givingWay(command: ServerCommand): ServerCommand {
  if (process.platform === 'win32') return command;
  return { ...command, command: 'nice', args: ['-n', String(NICE), command.command, ...command.args] };
}

/**
 * Linux may share time out among sessions instead of processes, each of our servers being one (`man 7 sched`, "The
 * autogroup feature"); then this is what counts. Where there is no such file, `nice` has done it.
 */
export async function letSessionGiveWay(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/autogroup`, String(NICE)).catch(() => undefined);
}
