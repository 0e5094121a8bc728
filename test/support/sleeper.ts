import { startServerProcess } from '../../cli/servers/server-process';
import { endWithMe } from './end-with-me';

/** Starts a server that never ends by itself, and says its number. */
async function main(): Promise<void> {
  const sleeper = await startServerProcess({ command: 'sleep', args: ['600'], onLine: () => undefined });
  process.stdout.write(`${endWithMe(sleeper).pid}\n`);
  await sleeper.exited;
}

void main();
