import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  v: z.literal(1),
  /** When Temporal's copy began: nothing in the archive is older. */
  at: z.coerce.date(),
  hasTemporal: z.boolean(),
  hasMedia: z.boolean(),
  database: z.object({
    migrations: z.array(z.string()),
    tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
    sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  }),
});

/** What a backup says of itself. */
export type Manifest = z.output<typeof manifestSchema>;

const FILE = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, FILE), JSON.stringify(manifest, null, 2));
}

/** Throws on a file that is no backup of Hilo. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8')));
  } catch (cause) {
    throw new Error('This is no backup that this release of Hilo can read.', { cause });
  }
}
