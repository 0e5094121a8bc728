import { watch } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const FOLDERS = [
  'domain',
  'workflows',
  'activities',
  'workers',
  'channels',
  'db',
  'api',
  'config',
  'observability',
];
const QUIET_MS = 300;

/** Calls back once the source files have been left alone for a moment after a change. */
export function watchSources(onChange: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of FOLDERS) {
    watch(join(ROOT, folder), { recursive: true }, (_event, file) => {
      if (file?.endsWith('.ts') !== true) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    });
  }
}
