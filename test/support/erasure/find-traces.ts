import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import type { DataSource } from 'typeorm';

/** The tables in which any of these words stands, whatever the column: every row is read as JSON. */
export async function tablesWith(db: DataSource, words: readonly string[]): Promise<string[]> {
  const tables = await db.query<{ name: string }[]>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
    if (rows.some(({ row }) => holdsAny(row, words))) found.push(name);
  }
  return found;
}

/** The collections of a MongoDB database in which any of these words stands. */
export async function collectionsWith(url: string, words: readonly string[]): Promise<string[]> {
  const connection = await createConnection(url).asPromise();
  const found: string[] = [];
  for (const { name } of await connection.listCollections()) {
    const documents = await connection.collection(name).find().toArray();
    if (holdsAny(JSON.stringify(documents), words)) found.push(name);
  }
  await connection.close();
  return found;
}

/** The files below a folder in which, or in whose names, any of these words stands. */
export async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (const path of paths) {
    if (holdsAny(path + (await readFile(path, 'utf8')), words)) found.push(path);
  }
  return found;
}

function holdsAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}
