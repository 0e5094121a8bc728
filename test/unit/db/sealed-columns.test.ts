import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SEALED_COLUMNS } from '../../../db/repositories/sealed-columns';

const FOLDER = resolve(__dirname, '../../../db/repositories');

/** The repositories that seal, with the tables they write. */
const sealing = readdirSync(FOLDER).flatMap((file) => {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  if (!source.includes('.seal(') || file === 'key-rotation.ts') return [];
  return [{ file, tables: [...source.matchAll(/INSERT INTO (\w+)/g)].map(([, table]) => table) }];
});

describe('what a rotation of keys knows', () => {
  it.each(sealing)('takes in what $file seals', ({ tables }) => {
    expect(SEALED_COLUMNS.map(({ table }) => table).filter((table) => tables.includes(table))).not.toEqual(
      [],
    );
  });

  it('names no table that nobody seals into', () => {
    const written = new Set(sealing.flatMap(({ tables }) => tables));
    expect(SEALED_COLUMNS.filter(({ table }) => !written.has(table))).toEqual([]);
  });
});
