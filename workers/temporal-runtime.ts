import { DefaultLogger, type LogLevel, type RuntimeOptions } from '@temporalio/worker';
import type { Env } from '../config/env';
import type { Logger } from '../observability/logger';
import { PROVIDER_CALL_BUCKETS, PROVIDER_CALLS } from './measured-channels';

const LEVELS: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  // Workers announce every change of their state; that is of interest when something is wrong.
  INFO: 'debug',
  WARN: 'warn',
  ERROR: 'error',
};

/** Temporal's own runtime: its log goes into ours, its metrics to a port of their own. */
export function temporalRuntime(env: Env, logger: Logger): RuntimeOptions {
  const port = env.HILO_WORKER_METRICS_PORT;
  return {
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      logger[LEVELS[level]]({ ...meta }, message);
    }),
    // The worker stops by stopSignal, which also hears that `npm start` is gone.
    shutdownSignals: [],
    ...(port !== 0 && {
      telemetryOptions: {
        metrics: {
          prometheus: {
            bindAddress: `${env.HILO_HOST}:${port}`,
            histogramBucketOverrides: { [PROVIDER_CALLS]: PROVIDER_CALL_BUCKETS },
          },
        },
      },
    }),
  };
}
