import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';

// The runtime belongs to the whole process, which runs many test files: the first of them sets it up, before the first
// connection. Once all connections are closed it ends, and the next one sets it up again.
try {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR' } },
  });
} catch (error) {
  if (!(error instanceof IllegalStateError)) throw error;
}
