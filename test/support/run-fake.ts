import { parseArgs } from 'node:util';

interface StartedFake {
  /** What is said of it: its address, the secrets it knows. */
  lines: readonly string[];
  script(part: object): void;
  close(): Promise<void>;
}

interface FakeCommand<Name extends string> {
  usage: string;
  /** Where it listens unless told otherwise. */
  port: number;
  /** Its own options, each with a text behind it; `--port`, `--script` and `--help` every fake has. */
  options: readonly Name[];
  start(values: Readonly<Partial<Record<Name, string>>>, port: number): Promise<StartedFake>;
}

/** Runs a provider's fake from the command line, until the process is told to stop. */
export function runFake<const Name extends string>(command: FakeCommand<Name>): void {
  run(command).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function run<Name extends string>({ usage, port, options, start }: FakeCommand<Name>): Promise<void> {
  const own = Object.fromEntries(options.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({
    options: {
      ...own,
      port: { type: 'string', default: String(port) },
      script: { type: 'string', default: '{}' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const fake = await start(values as Partial<Record<Name, string>>, Number(values.port));
  fake.script(JSON.parse(values.script) as object);
  for (const line of fake.lines) console.log(line);
  const stop = () => void fake.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
