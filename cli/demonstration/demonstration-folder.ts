import { join } from 'node:path';

/** Where `hilo start` keeps the credentials of the demonstration, as it keeps its own beside it. */
export function demonstrationFolder(dataDir: string): string {
  return join(dataDir, 'demonstration');
}
