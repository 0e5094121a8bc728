import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table with the columns that are written, which generated ones are not. */
export interface CopiedTable {
  name: string;
  /** Quoted, in the order of the copy. */
  columns: string[];
  rows: number;
}

interface Sequence {
  name: string;
  /** Null where it was never used. */
  last: string | null;
}

/** What of a database is in a folder of copies. */
export interface DatabaseCopy {
  /** The migrations that had been run, oldest first: the shape of the copies. */
  migrations: string[];
  tables: CopiedTable[];
  sequences: Sequence[];
}

/** TypeORM keeps it itself: migrations that are run again write it again. */
const MIGRATIONS = 'migrations';

const TABLES = `
  SELECT quote_ident(relation.relname) AS name,
         array_agg(quote_ident(attname) ORDER BY attnum) AS columns
    FROM pg_class relation
    JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
   WHERE relation.relkind = 'r' AND relation.relnamespace = 'public'::regnamespace AND relation.relname <> '${MIGRATIONS}'
   GROUP BY relation.relname ORDER BY relation.relname`;

const SEQUENCES = `
  SELECT quote_ident(sequencename) AS name, last_value::text AS last FROM pg_sequences
   WHERE schemaname = 'public' AND sequencename NOT LIKE '${MIGRATIONS}%' ORDER BY 1`;

/** Copies every table into a file of the folder, all as of one instant, while others go on writing. */
export async function copyDatabase(client: Client, folder: string): Promise<DatabaseCopy> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const found = await client.query<{ name: string; columns: string[] }>(TABLES);
    const tables: CopiedTable[] = [];
    for (const { name, columns } of found.rows) {
      const copy = client.query(copyTo(`COPY ${name} (${columns.join(', ')}) TO STDOUT`));
      await pipeline(copy, createWriteStream(join(folder, fileOf(name))));
      tables.push({ name, columns, rows: copy.rowCount });
    }
    const { rows: sequences } = await client.query<Sequence>(SEQUENCES);
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${MIGRATIONS} ORDER BY id`);
    return { migrations: rows.map(({ name }) => name), tables, sequences };
  } finally {
    await client.query('ROLLBACK');
  }
}

/**
 * Fills a database whose migrations are those of the copy; what migrations wrote there is replaced. All or nothing.
 * Triggers and foreign keys do not act meanwhile, which takes a superuser: the rows have been through them before.
 */
export async function fillDatabase(client: Client, folder: string, copy: DatabaseCopy): Promise<void> {
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(`TRUNCATE ${copy.tables.map(({ name }) => name).join(', ')}`);
  for (const { name, columns, rows } of copy.tables) {
    const fill = client.query(copyFrom(`COPY ${name} (${columns.join(', ')}) FROM STDIN`));
    await pipeline(createReadStream(join(folder, fileOf(name))), fill);
    if (fill.rowCount === rows) continue;
    throw new Error(`The backup is damaged: ${name} has ${fill.rowCount} rows instead of ${rows}`);
  }
  for (const { name, last } of copy.sequences) {
    if (last !== null) await client.query('SELECT setval($1::regclass, $2)', [name, last]);
  }
  await client.query('COMMIT');
}

function fileOf(table: string): string {
  return `${table}.copy`;
}
