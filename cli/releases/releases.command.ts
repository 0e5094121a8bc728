import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { temporalConnection } from '../../config/temporal/connection';
import { settingsInUse } from '../doctor/settings-in-use';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { listReleases, promoteRelease } from './worker-releases';

/** `hilo releases`: which releases of the workers there are, and which one begins new work. */
export function registerReleases(program: Command): void {
  const releases = program
    .command('releases')
    .description('Releases of workers that have a HILO_BUILD_ID, and which one begins new work')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo releases promote 2026-11-22.1')
    .action(list);
  releases
    .command('promote <build-id>')
    .description('Have new work begin on a release; what is under way stays on its own')
    .action(promote);
}

async function list({ json }: { json?: true }): Promise<void> {
  const found = await withTemporal(listReleases);
  if (json === true) return printJson(found);
  if (found.length === 0) return console.log('No worker has a HILO_BUILD_ID: releases are not told apart.');
  const rows = found.map(({ buildId, state }) => [buildId, state]);
  console.log(table([{ title: 'build id' }, { title: 'state' }], rows, stylesFor()));
}

async function promote(buildId: string): Promise<void> {
  const isCurrent = await withTemporal((client) => promoteRelease(client, buildId));
  if (isCurrent) return console.log(`New work begins on ${buildId}.`);
  throw new Error(
    `No worker of ${buildId} polls every queue. Start one with HILO_BUILD_ID=${buildId} first.`,
  );
}

async function withTemporal<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const { env } = await settingsInUse(readEnv());
  const connection = await Connection.connect(temporalConnection(env));
  try {
    return await use(new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }));
  } finally {
    await connection.close();
  }
}
