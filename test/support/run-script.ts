import { join } from 'node:path';
import { watchParent } from '../../cli/start/parent-watch';
import { figuresOf, runEveryScript, type ScriptRun } from './run-every-script';

/** What a proof or a benchmark exports: its result is printed as one line of JSON. */
export interface Script {
  run: (args: string[]) => Promise<Record<string, unknown>>;
}

export interface ScriptKind {
  /** Such as `prove`: the npm command, and what the JSON of a whole run is called by. */
  command: string;
  folder: string;
  /** What the scripts' file names end in, such as `.prove.ts`. */
  suffix: string;
  /** In the order in which all of them run. */
  names: readonly string[];
  /** What needs more than a clone has, and runs when it is asked for alone. */
  byNameOnly?: readonly string[];
  /** Given the runs of all scripts, and whether they were short ones. */
  afterAll?: (runs: readonly ScriptRun[], quick: boolean) => void;
}

/** Runs the script named by the first argument, or all of them; prints the result as the last line; gives the exit code. */
async function runScript(kind: ScriptKind, args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--quick') return runAll(kind, args);
  const known = [...kind.names, ...(kind.byNameOnly ?? [])];
  if (!known.includes(name)) {
    console.error(
      `Which one? ${known.map((each) => `npm run ${kind.command} -- ${each}`).join(', ')}; all without a name`,
    );
    return 1;
  }
  const script = (await import(join(kind.folder, `${name}${kind.suffix}`))) as Script;
  const result = await script.run(rest);
  console.log(JSON.stringify(result));
  // A proof says by `ok: false` that what it set out to prove does not hold.
  return result['ok'] === false ? 1 : 0;
}

async function runAll({ command, names, afterAll }: ScriptKind, args: string[]): Promise<number> {
  const runs = await runEveryScript(names, args);
  const ok = runs.every(({ holds }) => holds);
  console.table(
    Object.fromEntries(
      runs.map(({ name, holds, seconds, result }) => [
        name,
        {
          holds,
          seconds,
          figures: figuresOf(result)
            .map(([figure, value]) => `${figure} ${value}`)
            .join(', '),
        },
      ]),
    ),
  );
  afterAll?.(runs, args.includes('--quick'));
  const results = Object.fromEntries(runs.map(({ name, result }) => [name, result]));
  console.log(JSON.stringify({ [command]: 'all', ...results, ok }));
  return ok ? 0 : 1;
}

/** The whole of a dispatcher: runs what the command line names, and ends the process with its exit code. */
export function runAsCommand(kind: ScriptKind): void {
  watchParent(() => process.exit(1));
  runScript(kind, process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
