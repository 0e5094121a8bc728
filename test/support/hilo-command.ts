import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { childEnvironment } from '../../config/env';

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  /** Every line it has written so far. */
  lines(): string[];
  /** One Ctrl-C. */
  interrupt(): void;
  /** Ends it as a crash would. */
  kill(): void;
  ended: Promise<CommandResult>;
}

/** Starts a hilo command against the Hilo that keeps its data in the given folder. */
export function startCommand(dataDir: string, args: readonly string[], input = ''): RunningCommand {
  return startCommandWith({ HILO_DATA_DIR: dataDir }, args, input);
}

/** Starts a hilo command under settings. */
export function startCommandWith(
  settings: Readonly<Record<string, string>>,
  args: readonly string[],
  input = '',
): RunningCommand {
  const child = spawn(process.execPath, [resolve(__dirname, '../../cli/hilo.js'), ...args], {
    cwd: resolve(__dirname, '../..'),
    env: childEnvironment({ ...settings, NO_COLOR: '1' }),
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input);
  return {
    lines: () => stdout.split('\n').slice(0, -1),
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise((done) => child.once('close', (code) => done({ code, stdout, stderr }))),
  };
}

/** Runs a hilo command to its end. */
export function runCommand(dataDir: string, args: readonly string[], input = ''): Promise<CommandResult> {
  return startCommand(dataDir, args, input).ended;
}
