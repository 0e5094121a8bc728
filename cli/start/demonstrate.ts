import { createRequire } from 'node:module';
import { hasDemonstration } from '../../config/demonstration';
import type { DemonstrationRun } from '../demonstration/run-demonstration';
import type { StartContext } from './launchers';
import { apiUrl } from './settings';
import type { Started } from './start-everything';

type Run = (run: DemonstrationRun) => Promise<void>;

/** Fills and plays the demonstration beside everything else: nothing waits for it, nor for its code to be loaded. */
export function demonstrate(context: StartContext, started: Started, signal: AbortSignal): void {
  const { env, ports, dataDir, say } = context;
  if (!hasDemonstration(env) || !started.database.hasDemonstration) return;
  const path = '../demonstration/run-demonstration';
  const { runDemonstration } = createRequire(__filename)(path) as { runDemonstration: Run };
  const { databaseUrl } = started.endpoints;
  void runDemonstration({ databaseUrl, url: apiUrl(env, ports.api), dataDir, say, signal });
}
