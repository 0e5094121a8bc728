import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'disk';
const GB = 1024 ** 3;
/** Postgres stops when its disk is full; a day of heavy traffic writes less than the second. */
const TOO_LITTLE_BYTES = 0.25 * GB;
const LITTLE_BYTES = 2 * GB;

/** Whether the data folder can be written and has room. */
export async function checkDisk({ dataDir }: Pick<InUse, 'dataDir'>): Promise<Finding[]> {
  try {
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    return [roomFinding(bavail * bsize, dataDir)];
  } catch (error) {
    const remedy = 'Start Hilo once with npm start, or set HILO_DATA_DIR to a folder that it may write.';
    return [failure(CHECK, { says: `${dataDir} cannot be written: ${reasonOf(error)}`, remedy })];
  }
}

/** What so many free bytes mean. */
export function roomFinding(bytes: number, dataDir: string): Finding {
  const says = `${(bytes / GB).toFixed(1)} GB free under ${dataDir}`;
  const remedy = 'Make room, or move HILO_DATA_DIR to a larger disk while Hilo is stopped.';
  if (bytes < TOO_LITTLE_BYTES) return failure(CHECK, { says, remedy });
  return bytes < LITTLE_BYTES ? warning(CHECK, { says, remedy }) : fine(CHECK, says);
}
