import { execFile } from 'node:child_process';

export interface CommandResult {
  ok: boolean;
  stdout: string;
  stderr: string;
}

export type RunCommand = (command: string, args: readonly string[]) => Promise<CommandResult>;

const TEN_MINUTES = 600_000;

/** Runs a program to its end; a missing program or a failing one is `ok: false`, never an exception. */
export const runCommand: RunCommand = (command, args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: TEN_MINUTES, maxBuffer: 8_388_608 }, (error, stdout, stderr) => {
      resolve({
        ok: error === null,
        stdout,
        stderr: stderr === '' && error !== null ? error.message : stderr,
      });
    });
  });
