import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The part of Jest's JSON result the closing line is made of. */
interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
}

/**
 * Runs Jest with the given arguments and ends with a plain line that any CI can read: `N passed, N failed`.
 * A suite that could not run at all counts as one failure. `--kind unit` stands for one project.
 */
function main(args: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-tests-'));
  const resultFile = join(folder, 'result.json');
  const jest = resolve(__dirname, '../node_modules/jest/bin/jest.js');
  const output = ['--json', '--outputFile', resultFile];
  const child = spawn(process.execPath, [jest, ...jestArguments(args), ...output], {
    stdio: 'inherit',
  });
  // Ctrl-C reaches Jest as well, through the terminal; its end is awaited here.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code) => {
    process.exitCode = report(resultFile, code ?? 1);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Paths come first: `--selectProjects` would take them for project names. */
function jestArguments(args: string[]): string[] {
  const at = args.indexOf('--kind');
  if (at === -1) return args;
  const kind = args[at + 1] ?? '';
  return [...args.slice(0, at), ...args.slice(at + 2), '--selectProjects', kind];
}

function report(resultFile: string, exitCode: number): number {
  const result = readResult(resultFile);
  if (result === undefined) {
    console.log('0 passed, 1 failed');
    return exitCode === 0 ? 1 : exitCode;
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  console.log(`${result.numPassedTests} passed, ${failed} failed`);
  if (failed > 0 || !result.success) return 1;
  return exitCode;
}

function readResult(file: string): JestResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  } catch {
    return undefined;
  }
}

main(process.argv.slice(2));
