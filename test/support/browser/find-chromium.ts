import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export type FoundChromium = { path: string } | { missing: string };

/** The Chromium of this machine: CHROMIUM_PATH, or the first one on the PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): FoundChromium {
  const own = env['CHROMIUM_PATH'];
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const path = (own === undefined ? [...onPath, ON_A_MAC] : [own]).find(canRun);
  if (path !== undefined) return { path };
  const looked = own === undefined ? `none of ${NAMES.join(', ')} is on the PATH` : `${own} cannot be run`;
  return {
    missing: `No Chromium: ${looked}. Install one (Debian: apt install chromium) or set CHROMIUM_PATH.`,
  };
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
