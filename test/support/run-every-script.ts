import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/** One proof or benchmark that ran in a process of its own. */
export interface ScriptRun {
  name: string;
  /** It ended by itself, and what it set out to show is so. */
  holds: boolean;
  seconds: number;
  /** What it printed last; null where that is no JSON. */
  result: Record<string, unknown> | null;
}

/** Longer than the longest takes on a small machine. */
const LIMIT_MS = 20 * 60_000;
const TSX = pathToFileURL(require.resolve('tsx')).href;

/** Runs this very command for each of the names, one after another; one that fails lets the others run. */
export async function runEveryScript(
  names: readonly string[],
  args: readonly string[],
): Promise<ScriptRun[]> {
  const runs: ScriptRun[] = [];
  for (const name of names) runs.push(await runOne(name, args));
  return runs;
}

async function runOne(name: string, args: readonly string[]): Promise<ScriptRun> {
  const began = performance.now();
  process.stderr.write(`${name} …\n`);
  const child = spawn(process.execPath, ['--import', TSX, process.argv[1] ?? '', name, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LIMIT_MS,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = Math.round((performance.now() - began) / 1000);
  return { name, holds: code === 0, seconds, result: lastResult(said) };
}

function lastResult(said: string): ScriptRun['result'] {
  try {
    return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** The numbers and yes-or-noes of a result, without what it is called and what is only a detail. */
export function figuresOf(result: ScriptRun['result']): [name: string, value: string][] {
  return Object.entries(result ?? {})
    .filter(([name, value]) => name !== 'ok' && ['number', 'boolean'].includes(typeof value))
    .map(([name, value]) => [name, String(value)]);
}
