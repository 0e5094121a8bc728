import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource } from '../../../db/data-source';
import { prepared } from '../../../db/prepared';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let database: TestDatabase;
let db: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.dataSource;
  await db.query('CREATE TABLE fruit (id int PRIMARY KEY, name text)');
  await db.query("INSERT INTO fruit VALUES (1, 'lulo'), (2, 'mora')");
});
afterAll(() => database.drop());

const BY_ID = prepared('SELECT * FROM fruit WHERE id = $1');

/** Each test's own, which holds no plan yet. */
let connection: QueryRunner;
let own: DataSource;
beforeEach(async () => {
  own = await createDataSource({ url: database.url, poolSize: 1 }).initialize();
  connection = own.createQueryRunner();
});
afterEach(async () => {
  await connection.release();
  await own.destroy();
});

const ask = (id: unknown, text = BY_ID) => connection.query(text, [id]) as Promise<Record<string, unknown>[]>;
async function plansOf(text: string): Promise<number> {
  const [row] = (await connection.query(
    'SELECT coalesce(sum(generic_plans + custom_plans), 0)::int AS plans FROM pg_prepared_statements WHERE statement = $1',
    [text],
  )) as { plans: number }[];
  return row?.plans ?? 0;
}

describe('a prepared statement', () => {
  it('is parsed once a connection and answers each time for what it is asked', async () => {
    expect(await ask(1)).toEqual([{ id: 1, name: 'lulo' }]);
    expect(await ask(2)).toEqual([{ id: 2, name: 'mora' }]);
    expect(await plansOf(BY_ID)).toBeGreaterThanOrEqual(2);
  });

  it('is no other statement', async () => {
    const other = 'SELECT name FROM fruit WHERE id = $1';
    await ask(1, other);
    expect(await plansOf(other)).toBe(0);
  });

  it('says what is wrong with its parameters, and goes on', async () => {
    await expect(ask('guanábana')).rejects.toThrow('invalid input syntax for type integer');
    expect(await ask(2)).toEqual([{ id: 2, name: 'mora' }]);
  });

  it('answers on a connection that had its plan before a migration gave the table another column', async () => {
    await ask(1);
    await db.query('ALTER TABLE fruit ADD COLUMN colour text');
    expect(await ask(1)).toEqual([{ id: 1, name: 'lulo', colour: null }]);
  });

  it('fails one transaction that began before the migration, and none after it', async () => {
    await ask(1);
    await db.query('ALTER TABLE fruit ADD COLUMN weight int');
    await connection.startTransaction();
    await expect(ask(1)).rejects.toThrow('cached plan must not change result type');
    await connection.rollbackTransaction();
    await connection.startTransaction();
    expect(await ask(1)).toMatchObject([{ id: 1, name: 'lulo' }]);
    await connection.commitTransaction();
  });
});
