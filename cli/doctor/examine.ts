import { readEnv, type Env } from '../../config/env';
import { checkApi, checkWebhooks } from './check-addresses';
import { checkConfiguration, unreadableConfiguration } from './check-configuration';
import { checkDatabase } from './check-database';
import { checkDisk } from './check-disk';
import { checkEmbedded } from './check-embedded';
import { checkMail } from './check-mail';
import { checkPayments } from './check-payments';
import { checkTemporal } from './check-temporal';
import type { Finding } from './finding';
import { settingsInUse } from './settings-in-use';

const CHECKS = [
  checkConfiguration,
  checkDisk,
  checkEmbedded,
  checkDatabase,
  checkTemporal,
  checkApi,
  checkWebhooks,
  checkPayments,
  checkMail,
];

/** Looks at everything Hilo needs, and changes nothing. What hangs on something that failed is left out. */
export async function examine(read: () => Env = readEnv): Promise<Finding[]> {
  try {
    const inUse = await settingsInUse(read());
    return (await Promise.all(CHECKS.map((check) => check(inUse)))).flat();
  } catch (error) {
    return [unreadableConfiguration(error)];
  }
}
