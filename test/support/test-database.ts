import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../db/data-source';
import { testSetting } from './test-servers';

export interface TestDatabase {
  url: string;
  /** Initialised and migrated. */
  dataSource: DataSource;
  drop(): Promise<void>;
}

export const TEMPLATE_DATABASE = 'hilo_template';

/** A migrated, empty database of the caller's own, copied from the template in some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = testSetting('adminUrl');
  const name = `hilo_test_${randomBytes(6).toString('hex')}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  const url = withDatabase(adminUrl, name);
  const dataSource = await createDataSource({ url, poolSize: 10 }).initialize();
  return {
    url,
    dataSource,
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Makes the template that every test database is copied from: an empty one with every migration run. */
export async function createTemplateDatabase(adminUrl: string): Promise<void> {
  await runAsAdmin(adminUrl, `CREATE DATABASE ${TEMPLATE_DATABASE}`);
  const url = withDatabase(adminUrl, TEMPLATE_DATABASE);
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function runAsAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
