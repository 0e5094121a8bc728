import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { requireProductionSettings } from '../../config/production';
import { startConsoleDevServer } from '../console/console-dev-server';
import { whenReaderIsGone } from '../terminal/closed-pipe';
import { banner } from './banner';
import { demonstrate } from './demonstrate';
import type { Kept } from './keep-running';
import type { StartContext } from './launchers';
import { watchParent } from './parent-watch';
import { openRunRecord } from './run-record';
import { apiUrl, claimPorts, dataDirectory } from './settings';
import { startEverything } from './start-everything';
import { stopEverything } from './stop-everything';
import { listenForStop } from './stop-signals';
import { watchSources } from './watch-sources';

/** `hilo start`: Postgres, Temporal, the worker and the API, until Ctrl-C. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Run everything on this machine: Postgres, Temporal, a worker and the API')
    .option('--watch', 'restart worker and API when a source file changes; serve the console with hot reload')
    .option('--follow-parent', 'stop when the process that ran this command is gone; npm start uses it')
    .action(start);
}

interface StartOptions {
  watch?: true;
  followParent?: true;
}

async function start(options: StartOptions): Promise<void> {
  const running: Kept[] = [];
  const stop = listenForStop(() => {
    for (const part of running.toReversed()) part.force();
    process.exit(130);
  });
  if (options.followParent === true) watchParent(() => stop.request());
  // Postgres and Temporal would be left behind, in a folder that nobody else may use.
  whenReaderIsGone(() => stop.request());
  const context = await prepareContext();
  try {
    const hooks = { onStarted: (kept: Kept) => running.push(kept), interrupted: stop.first };
    const started = await startEverything(context, hooks);
    console.log(banner(context, started));
    demonstrate(context, started, stop.first);
    if (options.watch === true) await develop(running, context);
    if (!stop.first.aborted) await once(stop.first, 'abort');
  } catch (error) {
    if (!stop.first.aborted) {
      await stopAll(context, running);
      throw error;
    }
  }
  context.say('stopping; a second Ctrl-C forces it');
  await stopAll(context, running);
  // Nothing is left to do; a handle left open by a library must not keep the terminal.
  process.exit(0);
}

async function prepareContext(): Promise<StartContext> {
  const env = readEnv();
  requireProductionSettings(env, 'API');
  const say = (line: string) => console.log(`hilo: ${line}`);
  const dataDir = dataDirectory(env);
  mkdirSync(dataDir, { recursive: true });
  const record = await openRunRecord(dataDir, say);
  try {
    return { env, dataDir, ports: await claimPorts(env), record, say };
  } catch (error) {
    record.close();
    throw error;
  }
}

async function stopAll(context: StartContext, running: readonly Kept[]): Promise<void> {
  await stopEverything(running, context.say);
  context.record.close();
}

async function develop(running: Kept[], context: StartContext): Promise<void> {
  restartOnChange(running, context);
  const consoleServer = await startConsoleDevServer(apiUrl(context.env, context.ports.api));
  running.push(consoleServer);
  context.say(`the console with hot reload is at ${consoleServer.url}`);
}

function restartOnChange(running: readonly Kept[], context: StartContext): void {
  const ours = running.slice(-2);
  watchSources(() => {
    context.say('a source file changed; restarting the worker and the API');
    void Promise.all(ours.map((part) => part.restart()));
  });
}
