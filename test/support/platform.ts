import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { startHiloProcess, WORKER, type HiloProcess } from '../../cli/start/hilo-process';
import { resolveBinary } from '../../cli/servers/resolve-binary';
import { startPostgres } from '../../cli/servers/postgres-server';
import { startTemporal } from '../../cli/servers/temporal-server';
import { createDataSource } from '../../db/data-source';
import { endWithMe } from './end-with-me';
import { freePort } from './free-port';

export interface PlatformProcess {
  pid: number;
  exited: Promise<string>;
  stop(): Promise<void>;
  force(): void;
}

const toStderr = (line: string, name: string) => void process.stderr.write(`[${name}] ${line}\n`);

export type Platform = Awaited<ReturnType<typeof startPlatform>>;

/**
 * Real servers with durable storage and Hilo's own processes beside them, for proofs and measurements. Each
 * part can be killed and started again on its port. `hear` is told what the processes write.
 */
export async function startPlatform(
  settings: Readonly<Record<string, string>> = {},
  hear: (line: string, name: string) => void = toStderr,
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'hilo-platform-'));
  const print = (line: string) => process.stderr.write(`${line}\n`);
  const binary = await resolveBinary({
    name: 'temporal',
    explicitPath: process.env['TEMPORAL_CLI_PATH'],
    print,
  });
  const ports = { postgres: await freePort(), temporal: await freePort(), api: await freePort() };
  const launchPostgres = async () => endWithMe(await startPostgres({ dataDir, port: ports.postgres }));
  let postgres = await launchPostgres();
  const databaseFile = join(dataDir, 'temporal.db');
  const launchTemporal = async () =>
    endWithMe(await startTemporal({ binary, port: ports.temporal, databaseFile }));
  let temporal = await launchTemporal();
  const db: DataSource = await createDataSource({ url: postgres.url, poolSize: 20 }).initialize();
  await db.runMigrations();
  const connection = await Connection.connect({ address: temporal.address });
  const processes = new Set<PlatformProcess>();

  const startProcess = async (
    part: Pick<HiloProcess, 'name' | 'file' | 'givesWay'>,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const { name } = part;
    const child = await startHiloProcess({
      ...part,
      settings: {
        DATABASE_URL: postgres.url,
        TEMPORAL_ADDRESS: temporal.address,
        HILO_DATA_DIR: dataDir,
        HILO_PORT: String(ports.api),
        HILO_WORKER_METRICS_PORT: '0',
        LOG_LEVEL: 'warn',
        ...settings,
        ...more,
      },
      onLine: (line) => hear(line, name),
      graceMs: 30_000,
    });
    processes.add(child);
    void child.exited.then(() => processes.delete(child));
    return child;
  };

  return {
    dataDir,
    db,
    client: new Client({ connection }),
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    apiUrl: `http://127.0.0.1:${ports.api}`,
    startWorker: (more?: Readonly<Record<string, string>>) => startProcess(WORKER, more),
    startApi: (more?: Readonly<Record<string, string>>) =>
      startProcess({ name: 'api', file: 'api/server.ts' }, more),

    /** SIGKILL and a fresh start on the same data and port. */
    async crashTemporal() {
      temporal.force();
      await temporal.exited;
      temporal = await launchTemporal();
    },
    async crashPostgres() {
      postgres.force();
      await postgres.exited;
      postgres = await launchPostgres();
    },

    async stop() {
      await Promise.all([...processes].map((child) => child.stop()));
      await connection.close();
      await db.destroy();
      await temporal.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Resident memory of a process and its peak, in megabytes. */
export async function memoryOf(pid: number): Promise<{ rss: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const read = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { rss: Math.round(read('VmRSS')), peak: Math.round(read('VmHWM')) };
}
