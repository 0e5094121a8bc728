import { DefaultLogger, Runtime } from '@temporalio/worker';

// The runtime belongs to the whole process and can be set up once, before the first connection.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR' } },
});
