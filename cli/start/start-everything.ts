import { hasDemonstration } from '../../config/demonstration';
import { buildConsole } from '../console/build-console';
import type { PreparedDatabase } from '../prepare/prepare-database';
import { prepareDatabase } from '../prepare/prepare-database';
import { registerSearchAttributes } from '../prepare/register-search-attributes';
import { readCredentials, writeCredentials } from './credentials';
import { keepRunning } from './keep-running';
import type { Kept, Running } from './keep-running';
import {
  apiLauncher,
  bridgeLauncher,
  codecLauncher,
  postgresLauncher,
  temporalLauncher,
  workerLauncher,
} from './launchers';
import type { Endpoints, Launch, StartContext } from './launchers';
import { apiUrl } from './settings';

export interface Started {
  endpoints: Endpoints;
  database: PreparedDatabase;
  apiKey: string;
}

/**
 * Starts everything in order of dependence. Each part is handed to `onStarted` at once, so that the caller
 * can stop what runs when a later part fails; an interruption throws between two steps.
 */
export async function startEverything(
  context: StartContext,
  hooks: { onStarted: (kept: Kept) => void; interrupted: AbortSignal },
): Promise<Started> {
  const { env, say } = context;
  const keep = async (name: string, launch: Launch) => {
    hooks.interrupted.throwIfAborted();
    hooks.onStarted(await keepRunning({ name, launch, say }));
    hooks.interrupted.throwIfAborted();
  };
  const consoleIsBuilt = builtConsole(say);
  const databaseUrl =
    env.DATABASE_URL ?? (await firstOf(postgresLauncher(context), (launch) => keep('Postgres', launch))).url;
  const { database, apiKey } = await prepare(context, databaseUrl);
  const codec = codecLauncher(context);
  if (codec !== null) await keep('The codec server', codec);
  const temporalAddress =
    env.TEMPORAL_ADDRESS ??
    (await firstOf(await temporalLauncher(context), (launch) => keep('Temporal', launch))).address;
  if (env.TEMPORAL_ADDRESS !== undefined)
    await registerSearchAttributes(temporalTarget(context, temporalAddress));
  const endpoints = { databaseUrl, temporalAddress };
  await keep('The worker', workerLauncher(context, endpoints));
  await consoleIsBuilt;
  await keep('The API', apiLauncher(context, endpoints));
  const bridge = bridgeLauncher(context, endpoints);
  if (bridge !== null) await keep('The bridge to WhatsApp Web', bridge);
  return { endpoints, database, apiKey };
}

/** Built beside everything that starts; without it the API runs all the same. */
async function builtConsole(say: (line: string) => void): Promise<void> {
  try {
    if ((await buildConsole()) === 'built') say('built the console');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

/** Keeps a server running and gives what its first launch gave. */
async function firstOf<T extends Running>(
  launch: Launch<T>,
  keep: (launch: Launch) => Promise<void>,
): Promise<T> {
  let first: T | undefined;
  await keep(async () => {
    const server = await launch();
    first ??= server;
    return server;
  });
  if (first === undefined) throw new Error('a launch that succeeded gave nothing');
  return first;
}

async function prepare(
  context: StartContext,
  databaseUrl: string,
): Promise<{ database: PreparedDatabase; apiKey: string }> {
  const { env, dataDir, ports } = context;
  const known = readCredentials(dataDir);
  const key = { knownKey: known?.apiKey, forExistingAccount: true };
  const database = await prepareDatabase({
    ...{ url: databaseUrl, key, access: env, demonstration: hasDemonstration(env) },
  });
  const apiKey = database.newKey ?? known?.apiKey ?? '';
  writeCredentials(dataDir, { url: apiUrl(env, ports.api), apiKey, accountId: database.accountId });
  return { database, apiKey };
}

function temporalTarget(context: StartContext, address: string) {
  return { address, namespace: context.env.TEMPORAL_NAMESPACE, apiKey: context.env.TEMPORAL_API_KEY };
}
