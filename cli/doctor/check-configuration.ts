import { requireProductionSettings } from '../../config/production';
import type { Env } from '../../config/env';
import { mediaSettings } from '../../config/media-settings';
import { secretKeysOf } from '../../config/secret-keys';
import { payloadCodecOf } from '../../config/temporal/connection';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'configuration';
const REMEDY = 'Correct the setting; docs/operations.md has all of them.';

/** Settings that could not be read at all. */
export function unreadableConfiguration(error: unknown): Finding {
  return failure(CHECK, { says: reasonOf(error), remedy: REMEDY });
}

/** Whether the settings go together, and the keys among them can be read. */
export function checkConfiguration({ env, dataDir }: InUse): Promise<Finding[]> {
  try {
    requireProductionSettings(env, 'worker');
    secretKeysOf(env);
    payloadCodecOf(env);
    mediaSettings(env);
  } catch (error) {
    return Promise.resolve([unreadableConfiguration(error)]);
  }
  return Promise.resolve([fine(CHECK, `${env.NODE_ENV}, data in ${dataDir}`), ...keyFindings(env)]);
}

function keyFindings(env: Env): Finding[] {
  const says = 'HILO_SECRET_KEY is not set: credentials of bots cannot be kept';
  const remedy = 'Make one with: npx hilo secret-key, and give it to every API and worker.';
  return env.HILO_SECRET_KEY === undefined ? [warning(CHECK, { says, remedy })] : [];
}
