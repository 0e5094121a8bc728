import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource } from '../../../db/data-source';
import { testSetting } from '../test-servers';

/** The database of the running console, for rows that would take minutes to come by otherwise. */
export async function openConsoleDatabase() {
  const folder = testSetting('consoleFolder');
  const { processes } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as {
    processes: { name: string; port?: number }[];
  };
  const port = processes.find(({ name }) => name === 'Postgres')?.port ?? 0;
  const password = encodeURIComponent(readFileSync(join(folder, 'postgres-password'), 'utf8').trim());
  return createDataSource({
    url: `postgres://hilo:${password}@127.0.0.1:${port}/hilo`,
    poolSize: 1,
  }).initialize();
}
