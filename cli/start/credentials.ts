import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const credentialsSchema = z.object({ url: z.url(), apiKey: z.string(), accountId: z.string() });

/** What the hilo command needs to call the API that `hilo start` runs. */
export type Credentials = z.infer<typeof credentialsSchema>;

export function credentialsFile(dataDir: string): string {
  return join(dataDir, 'credentials.json');
}

/** The credentials `hilo start` left in the data folder; undefined when there are none that can be read. */
export function readCredentials(dataDir: string): Credentials | undefined {
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(credentialsFile(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Only the owner of the file may read the key. */
export function writeCredentials(dataDir: string, credentials: Credentials): void {
  const file = credentialsFile(dataDir);
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
