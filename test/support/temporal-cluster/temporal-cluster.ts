import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { runCommand } from '../../../cli/servers/run-command';
import { registerSearchAttributes } from '../../../cli/prepare/register-search-attributes';
import { startServerProcess, type ServerProcess } from '../../../cli/servers/server-process';
import { freePort } from '../free-port';
import { until } from '../pace';
import { CLUSTER_DATABASES, clusterConfig, type ClusterPlace } from './cluster-config';

export interface TemporalCluster {
  /** host:port of the frontend. */
  address: string;
  /** SIGKILL and a fresh start on the same data and ports. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const NAMESPACE = 'default';
const THREE_DAYS_S = 259_200;
const GRACE_MS = 10_000;

/** A real Temporal server whose tables are in the given Postgres, with a namespace and Hilo's search attributes. */
export async function startTemporalCluster(binary: string, databaseUrl: string): Promise<TemporalCluster> {
  const { port, password } = new URL(databaseUrl);
  const place = { postgres: { port: Number(port), password }, ports: await claimPorts() };
  for (const [schema, database] of Object.entries(CLUSTER_DATABASES)) {
    await makeTables(binary, place, { schema, database });
  }
  const folder = await mkdtemp(join(tmpdir(), 'hilo-temporal-'));
  const config = join(folder, 'server.yaml');
  await writeFile(config, clusterConfig(place), { mode: 0o600 });
  const address = `127.0.0.1:${place.ports.frontend.grpc}`;
  let server = await launch(binary, config, address);
  await makeNamespace(address);
  return {
    address,
    async crash() {
      await server.stop('SIGKILL', 0);
      server = await launch(binary, config, address);
    },
    async stop() {
      await server.stop('SIGTERM', GRACE_MS);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function claimPorts(): Promise<ClusterPlace['ports']> {
  const pair = async () => ({ grpc: await freePort(), membership: await freePort() });
  return { frontend: await pair(), matching: await pair(), history: await pair(), worker: await pair() };
}

/** temporal-sql-tool makes the database, then every version of its schema. */
async function makeTables(
  binary: string,
  { postgres }: Pick<ClusterPlace, 'postgres'>,
  { schema, database }: { schema: string; database: string },
): Promise<void> {
  const at = [
    '--ep',
    '127.0.0.1',
    '--port',
    String(postgres.port),
    '--user',
    'hilo',
    '--pw',
    postgres.password,
  ];
  const tool = ['sql', '--plugin', 'postgres12', ...at, '--db', database];
  for (const step of [
    ['create-database'],
    ['setup-schema', '--version', '0.0'],
    ['update-schema', '--schema-name', `postgresql/v12/${schema}`],
  ]) {
    const done = await runCommand(binary, [...tool, ...step]);
    if (!done.ok) throw new Error(`temporal-sql-tool ${step.join(' ')}: ${done.stdout}${done.stderr}`);
  }
}

async function launch(binary: string, config: string, address: string): Promise<ServerProcess> {
  const said: string[] = [];
  const server = await startServerProcess({
    command: binary,
    args: ['serve', config],
    onLine: (line) => said.push(line),
  });
  const look = async () => {
    if (server.hasExited()) return 'ended' as const;
    return (await answers(address)) ? ('answers' as const) : ('silent' as const);
  };
  const state = await until({ for: 'the Temporal server', look, is: (seen) => seen !== 'silent' });
  if (state === 'ended') throw new Error(`The Temporal server ended:\n${said.slice(-10).join('\n')}`);
  return server;
}

async function answers(address: string): Promise<boolean> {
  return use(address, async ({ workflowService }) => {
    await workflowService.getSystemInfo({});
    return true;
  }).catch(() => false);
}

/** As `temporal operator namespace create --retention 3d` and `hilo prepare` do. */
async function makeNamespace(address: string): Promise<void> {
  await use(address, ({ workflowService }) =>
    workflowService.registerNamespace({
      namespace: NAMESPACE,
      workflowExecutionRetentionPeriod: { seconds: THREE_DAYS_S as never },
    }),
  );
  const look = () => registerSearchAttributes({ address, namespace: NAMESPACE });
  await until({ for: 'the search attributes', look, is: (missing) => missing.length === 0 });
}

async function use<T>(address: string, ask: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    return await ask(connection);
  } finally {
    await connection.close();
  }
}
