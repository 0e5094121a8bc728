import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a proof or a benchmark exports: its result is printed as one line of JSON. */
export interface Script {
  run: (args: string[]) => Promise<Record<string, unknown>>;
}

export interface ScriptKind {
  /** Such as `npm run prove`, for messages. */
  command: string;
  folder: string;
  /** What the scripts' file names end in, such as `.prove.ts`. */
  suffix: string;
}

/** Runs the script named by the first argument and prints its result as the last line; gives the exit code. */
export async function runScript(kind: ScriptKind, args: string[]): Promise<number> {
  const names = readdirSync(kind.folder)
    .filter((file) => file.endsWith(kind.suffix))
    .map((file) => file.slice(0, -kind.suffix.length));
  const [name = '', ...rest] = args;
  if (!names.includes(name)) {
    console.error(`Which one? ${names.map((each) => `${kind.command} -- ${each}`).join(', ')}`);
    return 1;
  }
  const script = (await import(join(kind.folder, `${name}${kind.suffix}`))) as Script;
  const result = await script.run(rest);
  console.log(JSON.stringify(result));
  // A proof says by `ok: false` that what it set out to prove does not hold.
  return result['ok'] === false ? 1 : 0;
}

/** The whole of a dispatcher: runs what the command line names, and ends the process with its exit code. */
export function runAsCommand(kind: ScriptKind): void {
  runScript(kind, process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
