import { join } from 'node:path';
import type { Env } from '../../config/env';
import { payloadCodecOf } from '../../config/temporal/connection';
import { startCodecServer } from '../codec/codec-server';
import { startPostgres } from '../servers/postgres-server';
import { resolveBinary } from '../servers/resolve-binary';
import { startTemporal } from '../servers/temporal-server';
import { startHiloProcess, WORKER, type HiloProcess } from './hilo-process';
import type { Running } from './keep-running';
import { openLog } from './log-sink';
import type { LogSink } from './log-sink';
import type { RunRecord } from './run-record';
import { bridgeTokenSettings, jwtSecretSettings, secretKeySettings } from './secret-key';
import { apiUrl } from './settings';
import type { StartPorts } from './settings';

export interface StartContext {
  env: Env;
  dataDir: string;
  ports: StartPorts;
  record: RunRecord;
  say: (line: string) => void;
}

export interface Endpoints {
  databaseUrl: string;
  temporalAddress: string;
}

export type Launch<T extends Running = Running> = () => Promise<T>;

/** The embedded Postgres, always on the same port so that a restart goes unnoticed but for the interruption. */
export function postgresLauncher(context: StartContext): Launch<Running & { url: string }> {
  const { dataDir, ports, record } = context;
  const log = logOf(context, 'postgres', false);
  return async () => {
    const server = await startPostgres({ dataDir, port: ports.postgres, onLine: (line) => log.line(line) });
    record.note({ name: 'Postgres', pid: server.pid, mark: dataDir, port: server.port });
    return server;
  };
}

/** Temporal's dev server, with its histories in a SQLite file of the data folder. */
export async function temporalLauncher(
  context: StartContext,
): Promise<Launch<Running & { address: string }>> {
  const { env, dataDir, ports, record, say } = context;
  const binary = await resolveBinary({ name: 'temporal', explicitPath: env.TEMPORAL_CLI_PATH, print: say });
  const log = logOf(context, 'temporal', false);
  return async () => {
    const server = await startTemporal({
      binary,
      port: ports.temporal,
      uiPort: ports.temporalUi,
      ...(ports.codec !== 0 && { codecUrl: `http://127.0.0.1:${ports.codec}` }),
      databaseFile: join(dataDir, 'temporal.db'),
      namespace: env.TEMPORAL_NAMESPACE,
      onLine: (line) => log.line(line),
    });
    record.note({ name: 'Temporal', pid: server.pid, mark: dataDir, port: ports.temporal });
    return server;
  };
}

/** What opens encrypted histories for the Web UI, in this process; null where nothing is encrypted. */
export function codecLauncher({ env, ports }: StartContext): Launch | null {
  const codec = payloadCodecOf(env);
  if (codec === null || ports.codec === 0) return null;
  const origins = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${ports.temporalUi}`);
  return async () => {
    const server = await startCodecServer({ codec, port: ports.codec, origins });
    const gone = Promise.withResolvers<string>();
    const stop = async () => {
      await server.stop();
      gone.resolve('stopped');
    };
    return { pid: process.pid, exited: gone.promise, stop, force: () => void stop() };
  };
}

/** The process that runs workflows and activities. */
export function workerLauncher(context: StartContext, endpoints: Endpoints): Launch {
  return hiloLauncher(context, endpoints, { ...WORKER, graceMs: 30_000 });
}

/** The process that serves the REST API and the webhooks. */
export function apiLauncher(context: StartContext, endpoints: Endpoints): Launch {
  return hiloLauncher(context, endpoints, { name: 'API', file: 'api/server.ts', graceMs: 15_000 });
}

/** The process with WhatsApp's page in a browser; null where it is off, as it is unless somebody says otherwise. */
export function bridgeLauncher(context: StartContext, endpoints: Endpoints): Launch | null {
  if (!context.env.WHATSAPP_WEB) return null;
  return hiloLauncher(context, endpoints, { name: 'bridge', file: 'bridge/main.ts', graceMs: 20_000 });
}

function hiloLauncher(
  context: StartContext,
  endpoints: Endpoints,
  part: Pick<HiloProcess, 'name' | 'file' | 'graceMs' | 'givesWay'>,
): Launch {
  const log = logOf(context, part.name.toLowerCase(), true);
  const settings = childSettings(context, endpoints);
  return async () => {
    const child = await startHiloProcess({ ...part, settings, onLine: (line) => log.line(line) });
    context.record.note({ name: part.name, pid: child.pid, mark: part.file });
    return child;
  };
}

function childSettings(context: StartContext, endpoints: Endpoints): Record<string, string> {
  const { env, dataDir, ports } = context;
  return {
    HILO_DATA_DIR: dataDir,
    HILO_PORT: String(ports.api),
    HILO_URL: env.HILO_URL ?? apiUrl(env, ports.api),
    HILO_WORKER_METRICS_PORT: String(ports.workerMetrics),
    DATABASE_URL: endpoints.databaseUrl,
    TEMPORAL_ADDRESS: endpoints.temporalAddress,
    ...(ports.temporalUi !== 0 && { TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}` }),
    ...secretKeySettings(env, dataDir),
    ...jwtSecretSettings(env, dataDir),
    ...bridgeSettings(context),
  };
}

function bridgeSettings({ env, dataDir, ports }: StartContext): Record<string, string> {
  const port = String(ports.whatsappWeb);
  return env.WHATSAPP_WEB ? { WHATSAPP_WEB_PORT: port, ...bridgeTokenSettings(env, dataDir) } : {};
}

function logOf(context: StartContext, name: string, shown: boolean): LogSink {
  return openLog({ name, folder: join(context.dataDir, 'logs'), shown, terminal: process.stdout });
}
