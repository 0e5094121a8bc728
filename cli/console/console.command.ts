import type { Command } from 'commander';
import { buildConsole, type BuildOutcome } from './build-console';

const SAID: Readonly<Record<BuildOutcome, string>> = {
  fresh: 'The console is built of these very sources.',
  built: 'The console is built: dist/console, which the API serves at /.',
  'no builder': 'There is nothing to build the console with: npm ci, without --omit=dev.',
};

/** `hilo console`: what `hilo start` does by itself. */
export function registerConsole(program: Command): void {
  program
    .command('console')
    .description('Build the web console, when its sources have changed')
    .action(async () => {
      const outcome = await buildConsole();
      console.log(SAID[outcome]);
      if (outcome === 'no builder') process.exitCode = 1;
    });
}
