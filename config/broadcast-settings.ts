import { hostname } from 'node:os';
import type { Env } from './env';

/** What the settings say of broadcasts, in the units the API reckons with. */
export function broadcastSettings(env: Env) {
  return {
    maxBytes: Math.floor(env.MAX_CSV_SIZE_MB * 1024 * 1024),
    maxRows: env.MAX_MESSAGES_PER_CAMPAIGN,
    batchSize: env.BATCH_SIZE,
    lanes: env.MAX_CONCURRENT_BATCHES,
    intervalMs: env.INTERVALO_ENVIO_MS,
    prices: env.MESSAGE_PRICES ?? null,
    instanceId: env.INSTANCE_ID ?? hostname(),
  };
}
