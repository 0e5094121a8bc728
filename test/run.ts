import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** Of one file's failures: enough for the first of them with its place in the code. */
const RETOLD_CHARACTERS = 4_000;

/** The part of Jest's JSON result the closing line is made of. */
interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
  testResults: SuiteResult[];
}

interface SuiteResult {
  name: string;
  status: string;
  message: string;
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
  retellFailures(result.testResults);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  console.log(`${result.numPassedTests} passed, ${failed} failed`);
  if (failed > 0 || !result.success) return 1;
  return exitCode;
}

/** What failed once more, at the end: what Jest said of it stands thousands of lines above. */
function retellFailures(suites: SuiteResult[]): void {
  const failed = suites.filter(({ status }) => status === 'failed');
  if (failed.length > 0) console.log('Failed tests:');
  for (const { name, message } of failed) {
    console.log(`${relative(process.cwd(), name)}\n${message.slice(0, RETOLD_CHARACTERS)}`);
  }
}

function readResult(file: string): JestResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  } catch {
    return undefined;
  }
}

main(process.argv.slice(2));
