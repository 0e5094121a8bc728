import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { startServerProcess, type ServerProcess } from '../../../cli/servers/server-process';
import { until } from '../../support/pace';

/** Has threads of its own, as our servers have. */
const SERVER = [
  '-e',
  "new (require('worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true })",
];

let server: ServerProcess | null = null;

afterEach(async () => {
  await server?.stop('SIGKILL', 1_000);
});

async function start(givesWay: boolean): Promise<number> {
  server = await startServerProcess({
    command: process.execPath,
    args: SERVER,
    onLine: () => undefined,
    givesWay,
  });
  const { pid } = server;
  await until({ for: 'its threads', look: () => threadsOf(pid).length, is: (count) => count > 1 });
  return pid;
}

function threadsOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).map(Number);
}

function shareOfSession(pid: number): string | null {
  const file = `/proc/${pid}/autogroup`;
  return existsSync(file) ? (/nice (-?\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? null) : null;
}

describe('a server that gives way', () => {
  it('does so with every thread, and with its session where Linux shares time out among sessions', async () => {
    const pid = await start(true);

    expect(new Set(threadsOf(pid).map((thread) => getPriority(thread)))).toEqual(
      new Set([Math.min(19, getPriority(process.pid) + 7)]),
    );
    expect([null, '7']).toContain(shareOfSession(pid));
  });

  it('is told from one that does not', async () => {
    const pid = await start(false);

    expect(getPriority(pid)).toBe(getPriority(process.pid));
    expect([null, '0']).toContain(shareOfSession(pid));
  });
});
