import { Command } from 'commander';
import { registerPrepare } from './prepare/prepare.command';
import { registerStart } from './start/start.command';

const program = new Command('hilo')
  .description('One durable thread with every person a business talks to')
  .showHelpAfterError();

registerStart(program);
registerPrepare(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
