import { Command } from 'commander';
import { COMMANDS } from './commands';
import { endWithTheReader } from './terminal/closed-pipe';

/** Loads the one command that is asked for, since all of them take seconds; all for the help, and what is misspelt. */
async function main(): Promise<void> {
  const program = new Command('hilo')
    .description('One durable thread with every person a business talks to')
    .showHelpAfterError('Add --help to see what this command takes.');
  for (const output of [process.stdout, process.stderr]) endWithTheReader(output);
  const [, , word = ''] = process.argv;
  const asked = COMMANDS.filter(({ names }) => names.includes(word));
  for (const { load } of asked.length > 0 ? asked : COMMANDS) load()(program);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
