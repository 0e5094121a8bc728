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

describe('the plan of a prepared statement', () => {
  afterEach(() => jest.restoreAllMocks());

  const OF_SEED = prepared('SELECT count(*)::int AS count FROM grain WHERE seed = $1');
  /** A plan that is kept whoever asks is made by the sixth time. */
  const askOften = async () => {
    for (let n = 0; n < 8; n += 1) await ask(1, OF_SEED);
  };
  const planNow = async (): Promise<string> => {
    const [{ name } = { name: '' }] = (await connection.query(
      'SELECT name FROM pg_prepared_statements WHERE statement = $1',
      [OF_SEED],
    )) as { name: string }[];
    return JSON.stringify(await connection.query(`EXPLAIN EXECUTE ${name}(1)`));
  };

  it('is a new one some seconds after its table has grown, though nobody told Postgres', async () => {
    await db.query('CREATE TABLE grain (seed int UNIQUE)');
    await db.query('INSERT INTO grain SELECT generate_series(1, 20)');
    await db.query('ANALYZE grain');
    await askOften();
    await db.query('INSERT INTO grain SELECT generate_series(21, 20000)');
    await askOften();
    expect(await planNow()).toContain('Seq Scan');
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 5_000);
    await ask(1, OF_SEED);
    expect(await planNow()).toContain('Index');
    expect(await ask(20_000, OF_SEED)).toEqual([{ count: 1 }]);
  });

  it('is dropped without a word in a transaction that has failed', async () => {
    await ask(1);
    const now = Date.now();
    await connection.startTransaction();
    await expect(ask('guanábana')).rejects.toThrow('invalid input syntax');
    jest.spyOn(Date, 'now').mockImplementation(() => now + 5_000);
    await expect(ask(1, prepared('SELECT $1::int'))).rejects.toThrow('transaction is aborted');
    await connection.rollbackTransaction();
    await expect(ask(1, prepared('SELECT $1::int AS one'))).resolves.toEqual([{ one: 1 }]);
  });
});
