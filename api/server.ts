import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { createEnginePorts } from '../activities/conversations/engine-ports';
import { createPatterns } from '../activities/conversations/patterns';
import { luxonZoneClock } from '../activities/zone-clock';
import { readEnv, requireDatabaseUrl } from '../config/env';
import { requireProductionSettings } from '../config/production';
import { modelEndpointsOf } from '../config/model-settings';
import { dataConverterOf, temporalConnection } from '../config/temporal/connection';
import { createDataSource } from '../db/data-source';
import { createTranscripts } from '../db/transcripts/create-transcripts';
import { createLanguageModelPorts } from '../llm/language-models';
import { createLogger, type Logger } from '../observability/logger';
import { startTracing } from '../observability/tracing';
import { sendEmailOf } from '../workers/compose-alerts';
import { acceptUpgrades, wantsWebSocket } from './accept-upgrades';
import { shareRateLimits } from './access/share-rate-limits';
import { startAlerts } from './alerts/start-alerts';
import type { ApiDeps } from './api-deps';
import { createApp } from './app';
import { composeApiDeps } from './compose-deps';
import { startLive } from './live/start-live';

const DATABASE_RETRY_MS = 1000;
/** What is still under way after this is cut off. */
const GRACE_MS = 10_000;

/** Postgres may come up after the API; Temporal may be away for as long as it likes. */
async function connectDatabase(db: DataSource, logger: Logger, stopping: AbortSignal): Promise<void> {
  while (!db.isInitialized) {
    try {
      await db.initialize();
    } catch (err) {
      logger.warn({ err }, 'the database cannot be reached; trying again');
      await sleep(DATABASE_RETRY_MS, undefined, { signal: stopping });
    }
  }
}

async function stopServing(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, GRACE_MS);
  await closed;
  clearTimeout(cutOff);
}

/** What runs beside the routes, in every process alike. */
function startBeside(databaseUrl: string, deps: ApiDeps): { stop(): Promise<unknown> } {
  const { liveEvents: events, liveHub: hub, alertChecks: checks, logger } = deps;
  const live = startLive({ databaseUrl, events, hub, logger });
  const alerts = startAlerts({ checks, patterns: createPatterns(), logger });
  const limits = shareRateLimits(deps);
  return { stop: () => Promise.all([live.stop(), alerts.stop(), limits.stop()]) };
}

/** Serves the API until the process is told to stop, or whoever started it is gone. */
async function main(): Promise<void> {
  const env = readEnv();
  requireProductionSettings(env, 'API');
  const logger = createLogger({ level: env.LOG_LEVEL, name: 'api' });
  const tracing = await startTracing({ endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, service: 'hilo-api' });
  const stop = new AbortController();
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
    process.once(event, () => {
      stop.abort();
    });
  }
  const db = createDataSource({ url: requireDatabaseUrl(env), poolSize: env.DATABASE_POOL });
  await connectDatabase(db, logger, stop.signal);
  const connection = Connection.lazy({ ...temporalConnection(env), connectTimeout: '2 seconds' });
  const temporal = new Client({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverterOf(env),
    ...tracing.client,
  });
  const transcripts = createTranscripts({ db, mongodbUrl: env.MONGODB_URL });
  const parts = {
    env,
    db,
    temporal,
    logger,
    zoneClock: luxonZoneClock,
    conversationPorts: createEnginePorts(),
    languageModelPorts: createLanguageModelPorts({ endpoints: modelEndpointsOf(env), now: () => Date.now() }),
    transcripts,
    sendEmail: sendEmailOf(env),
    stopping: stop.signal,
  };
  const deps = composeApiDeps(parts);
  const app = createApp(deps);
  const server = createServer({ shouldUpgradeCallback: wantsWebSocket }, app);
  const upgrades = acceptUpgrades(server, app);
  const beside = startBeside(requireDatabaseUrl(env), deps);
  await once(server.listen(env.HILO_PORT, env.HILO_HOST), 'listening');
  logger.info({ port: env.HILO_PORT }, 'the API listens');
  process.send?.({ ready: true });

  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  logger.info('the API stops');
  await Promise.all([stopServing(server), upgrades.closeAll(), beside.stop()]);
  // What is not passed on by then, the worker's sweep passes on.
  const passedOn = deps.inboundQueue.idle().then(() => deps.handledMarks.idle());
  await Promise.race([passedOn, sleep(GRACE_MS)]);
  await Promise.all([db.destroy(), connection.close(), transcripts.close(), tracing.stop()]);
}

main().then(
  // The channel to whoever started this process would keep it alive.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The API cannot run: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
