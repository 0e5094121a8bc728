import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Temporal, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { makeBackup } from '../../../cli/backup/make-backup';
import { restoreBackup } from '../../../cli/backup/restore-backup';
import type { InUse } from '../../../cli/doctor/settings-in-use';
import { startPostgres } from '../../../cli/servers/postgres-server';
import { startTemporal } from '../../../cli/servers/temporal-server';
import { readEnv } from '../../../config/env';
import { createDataSource } from '../../../db/data-source';
import { CONVERSATION_WORKFLOW } from '../../../workflows/conversations/contract';
import { personWithEverything } from '../../support/erasure/person-with-everything';
import { createTestApi, type TestApi } from '../../support/test-api';
import { testSetting } from '../../support/test-servers';

const ANA = { phone: '+573001112299', name: 'Ana', secret: 'mi secreto es albahaca' };
const WORKFLOW = 'conversation:of-a-backup';
const SECRET_KEY = `now:${randomBytes(32).toString('base64')}`;

let api: TestApi;
let folder: string;
let source: InUse;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hilo-backup-test-'));
  file = join(folder, 'hilo.tar.gz');
  api = await createTestApi();
  await personWithEverything(api, ANA);
  await api.settled();
  await makeAnHourOld();
  await writeFile(join(folder, 'secret-key'), SECRET_KEY);
  source = inUse(folder, { DATABASE_URL: api.database.url });
  await backupBesideTemporal();
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

/** What was handed to Temporal just before a backup would be handed over again. */
async function makeAnHourOld(): Promise<void> {
  const { dataSource } = api.database;
  await dataSource.query(`UPDATE inbound_message SET handled_at = handled_at - interval '1 hour'`);
  await dataSource.query(`UPDATE progress_report SET delivered_at = delivered_at - interval '1 hour'`);
  await dataSource.query(`UPDATE enrollment SET started_at = started_at - interval '1 hour'`);
}

/** A data folder as the commands find it: with a running Postgres where an address is given. */
function inUse(dataDir: string, settings: Record<string, string> = {}): InUse {
  const postgres = { name: 'Postgres', pid: 1, mark: dataDir, isOn: true };
  return {
    env: readEnv(settings),
    dataDir,
    running: 'DATABASE_URL' in settings ? { isOn: true, processes: [postgres] } : null,
    embedded: { postgres: true, temporal: true },
  };
}

function startTemporalOn(dataDir: string) {
  const databaseFile = join(dataDir, 'temporal.db');
  return startTemporal({ binary: testSetting('temporalBinary'), port: 0, databaseFile });
}

async function withTemporal<T>(dataDir: string, use: (client: Temporal) => Promise<T>): Promise<T> {
  const server = await startTemporalOn(dataDir);
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Temporal({ connection }));
  } finally {
    await connection.close();
    await server.stop();
  }
}

/** While Temporal's server writes to its file. */
function backupBesideTemporal() {
  return withTemporal(folder, async (client) => {
    await client.workflow.start(CONVERSATION_WORKFLOW, { workflowId: WORKFLOW, taskQueue: 'conversations' });
    return makeBackup(source, file);
  });
}

async function freshFolder(): Promise<string> {
  return mkdtemp(join(folder, 'restored-'));
}

/** What a folder's embedded database says. */
async function ask<T>(dataDir: string, question: (db: DataSource) => Promise<T>): Promise<T> {
  const server = await startPostgres({ dataDir, port: 0, unsafeAndFast: true });
  const db = await createDataSource({ url: server.url, poolSize: 1 }).initialize();
  try {
    return await question(db);
  } finally {
    await db.destroy();
    await server.stop();
  }
}

/** Every row of every table, in an order of its own. */
async function everything(db: DataSource): Promise<Record<string, string[]>> {
  const tables = await db.query<{ name: string }[]>(
    `SELECT quote_ident(relname) AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const rows = tables.map(async ({ name }) => {
    const found = await db.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    return [name, found.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

describe('a backup', () => {
  it('is restored into a fresh folder with every row of every table, and the sequences go on', async () => {
    const dataDir = await freshFolder();
    await restoreBackup(inUse(dataDir), file, false);
    const [restored, migrationsLeft, next] = await ask(dataDir, async (db) => [
      await everything(db),
      await db.showMigrations(),
      await nextNumbers(db),
    ]);
    const original = await everything(api.database.dataSource);
    expect(restored).toEqual(original);
    expect(Object.values(original).filter((rows) => rows.length > 0).length).toBeGreaterThan(20);
    expect(migrationsLeft).toBe(false);
    expect(next).toEqual(await nextNumbers(api.database.dataSource));
  });

  it('has the workflows that were under way, as Temporal had them', async () => {
    const dataDir = await freshFolder();
    await restoreBackup(inUse(dataDir), file, false);
    const status = await withTemporal(dataDir, async (client) => {
      return (await client.workflow.getHandle(WORKFLOW).describe()).status.name;
    });
    expect(status).toBe('RUNNING');
  });

  it('has the keys, and nobody but its owner may read it', async () => {
    const dataDir = await freshFolder();
    await restoreBackup(inUse(dataDir), file, false);
    expect(await readFile(join(dataDir, 'secret-key'), 'utf8')).toBe(SECRET_KEY);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('has what was handed to Temporal after its copy handed over once more', async () => {
    const { dataSource } = api.database;
    await dataSource.query(`UPDATE inbound_message SET handled_at = now() + interval '1 minute'`);
    const [row] = await dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM inbound_message',
    );
    const later = join(folder, 'later.tar.gz');
    await makeBackup(source, later);
    const dataDir = await freshFolder();
    await restoreBackup(inUse(dataDir), later, false);
    const unhandled = await ask(dataDir, (db) =>
      db.query('SELECT count(*)::int AS count FROM inbound_message WHERE handled_at IS NULL'),
    );
    expect(row?.count).toBeGreaterThan(0);
    expect(unhandled).toEqual([row]);
  });
});

describe('restoring', () => {
  it('leaves a folder with data alone, until it is told to replace it', async () => {
    const dataDir = await freshFolder();
    await ask(dataDir, async (db) => {
      await db.runMigrations();
      await db.query(`INSERT INTO account (id, name) VALUES (gen_random_uuid(), 'Here first')`);
    });
    await expect(restoreBackup(inUse(dataDir), file, false)).rejects.toThrow('--replace');
    expect(await namesIn(dataDir)).toEqual(['Here first']);
    await restoreBackup(inUse(dataDir), file, true);
    expect(await namesIn(dataDir)).not.toContain('Here first');
  });

  it('leaves everything as it was when the backup is damaged', async () => {
    const dataDir = await freshFolder();
    await restoreBackup(inUse(dataDir), file, false);
    const before = await ask(dataDir, everything);
    const whole = await readFile(file);
    const half = join(folder, 'half.tar.gz');
    await writeFile(half, whole.subarray(0, whole.length / 2));
    await expect(restoreBackup(inUse(dataDir), half, true)).rejects.toThrow();
    expect(await ask(dataDir, everything)).toEqual(before);
  });

  it('refuses while Hilo runs on the folder', async () => {
    await expect(restoreBackup(source, file, true)).rejects.toThrow('stop it first');
  });
});

/** The names of the accounts of a folder. */
async function namesIn(dataDir: string): Promise<string[]> {
  const rows = await ask(dataDir, (db) => db.query<{ name: string }[]>('SELECT name FROM account'));
  return rows.map(({ name }) => name);
}

/** Where each sequence stands. */
function nextNumbers(db: DataSource): Promise<unknown> {
  return db.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
}
