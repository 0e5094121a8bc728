import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../../config/env';
import { endWithMe } from './end-with-me';

export interface RunningHilo {
  /** Everything it has written so far. */
  output(): string;
  /** Resolves once the output contains the text; rejects, with the output, when Hilo ends before. */
  waitFor(text: string): Promise<void>;
  /** The URL the banner shows under this name. */
  place(name: string): string;
  /** What it has started, by name. */
  processes(): Record<string, number>;
  /** The exit code, once it has ended. */
  ended: Promise<number | null>;
  /** One Ctrl-C; gives the exit code. */
  interrupt(): Promise<number | null>;
  /** Nobody reads what it writes any more, as when its terminal or its log's reader is gone. */
  hangUp(): void;
  /** `kill -9`: what it started is left behind. */
  kill(): Promise<unknown>;
}

export const READY = 'Ctrl-C stops everything';

/** Free ports, and nobody there but the test. */
const QUIETLY = {
  HILO_DEMO: '0',
  HILO_PORT: '0',
  HILO_POSTGRES_PORT: '0',
  HILO_TEMPORAL_PORT: '0',
  HILO_TEMPORAL_UI_PORT: '0',
  HILO_WORKER_METRICS_PORT: '0',
};

/** Runs `npm start` on free ports, as a newcomer would, with its data in the given folder. */
export function runHilo(dataDir: string, settings: Record<string, string> = {}): RunningHilo {
  const child = spawn('npm', ['start'], {
    cwd: resolve(__dirname, '../..'),
    env: childEnvironment({ ...QUIETLY, NODE_ENV: 'development', HILO_DATA_DIR: dataDir, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  endWithMe({ pid: child.pid ?? 0, exited: ended });
  let output = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of lookers) look();
    });
  }
  return {
    output: () => output,
    waitFor: (text) =>
      new Promise((done, fail) => {
        const look = () => {
          if (output.includes(text)) done();
        };
        lookers.add(look);
        look();
        void ended.then(() => fail(new Error(`Hilo ended before it said "${text}":\n${output}`)));
      }),
    place: (name) => new RegExp(`^ +${name} +(\\S+)$`, 'm').exec(output)?.[1] ?? `no ${name} in the banner`,
    processes: () => processesIn(dataDir),
    ended,
    interrupt() {
      child.kill('SIGINT');
      return ended;
    },
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill() {
      process.kill(recordIn(dataDir).pid, 'SIGKILL');
      return ended;
    },
  };
}

function processesIn(dataDir: string): Record<string, number> {
  return Object.fromEntries(recordIn(dataDir).processes.map(({ name, pid }) => [name, pid]));
}

function recordIn(dataDir: string) {
  return JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as {
    pid: number;
    processes: { name: string; pid: number }[];
  };
}
