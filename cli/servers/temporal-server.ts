import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';
import { createLastLines } from './last-lines';
import { claimPort } from './ports';
import { startServerProcess } from './server-process';
import type { ServerProcess } from './server-process';
import { EndedEarly, waitUntilReady } from './wait-until';

export interface TemporalServer {
  /** host:port of the frontend. */
  address: string;
  /** Where the Web UI is, when there is one. */
  uiUrl?: string;
  pid: number;
  exited: Promise<string>;
  stop(): Promise<void>;
  /** Ends it at once, unclean; its next start recovers. */
  force(): void;
}

export interface TemporalSettings {
  /** The `temporal` command line program. */
  binary: string;
  /** 0 takes any free port. */
  port: number;
  /** Without it there is no Web UI. */
  uiPort?: number;
  /** Where the Web UI has encrypted payloads opened. */
  codecUrl?: string;
  /** SQLite file that keeps the histories; without it they are kept in memory. */
  databaseFile?: string;
  namespace?: string;
  onLine?: (line: string) => void;
}

const STOP_GRACE_MS = 10_000;

/** How `temporal server start-dev --search-attribute` writes each type. */
const CLI_TYPES: Readonly<Record<SearchAttributeType, string>> = {
  KEYWORD: 'Keyword',
  KEYWORD_LIST: 'KeywordList',
  TEXT: 'Text',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
};

/** One process serves thousands of timers that fall due in the same minute; the stock 2,400 calls/s would throttle it. */
const DYNAMIC_CONFIG = [
  'frontend.rps=20000',
  'frontend.namespaceRPS=20000',
  'matching.rps=20000',
  'history.rps=20000',
];

/** Twice the throughput of SQLite's own choice, and as durable: every transaction is on the disk before it is answered. */
const JOURNAL = ['--sqlite-pragma', 'journal_mode=wal'];

/** The server picks ports for its inner services; another program may take one before it listens. */
const ATTEMPTS = 3;

/** Starts Temporal's dev server with Hilo's search attributes, and waits until it answers. */
export async function startTemporal(settings: TemporalSettings): Promise<TemporalServer> {
  if (settings.databaseFile !== undefined) await mkdir(dirname(settings.databaseFile), { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(settings);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof EndedEarly)) throw error;
    }
  }
}

async function startOnce(settings: TemporalSettings): Promise<TemporalServer> {
  const port = await claimPort({
    port: settings.port,
    for: 'the Temporal dev server',
    setting: 'HILO_TEMPORAL_PORT',
  });
  const uiPort = settings.uiPort === undefined ? undefined : await claimUiPort(settings.uiPort);
  const namespace = settings.namespace ?? 'default';
  // A panic's first line says why; its trace is long.
  const lastLines = createLastLines(60);
  const server = await startServerProcess({
    command: settings.binary,
    args: commandLine({ ...settings, port, uiPort, namespace }),
    givesWay: true,
    onLine: (line) => {
      lastLines.add(line);
      settings.onLine?.(line);
    },
  });
  const address = `127.0.0.1:${port}`;
  const isReady = () => answers(address, namespace);
  await waitUntilReady({ name: 'The Temporal dev server', server, timeoutMs: 60_000, lastLines, isReady });
  return handle(server, address, uiPort);
}

function handle(server: ServerProcess, address: string, uiPort: number | undefined): TemporalServer {
  return {
    address,
    ...(uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${uiPort}` }),
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop('SIGINT', STOP_GRACE_MS),
    force: () => server.signal('SIGKILL'),
  };
}

function claimUiPort(port: number): Promise<number> {
  return claimPort({ port, for: 'the Temporal Web UI', setting: 'HILO_TEMPORAL_UI_PORT' });
}

interface CommandLine {
  port: number;
  uiPort: number | undefined;
  codecUrl?: string;
  databaseFile?: string;
  namespace: string;
}

function commandLine(line: CommandLine): string[] {
  const attributes = Object.values(SEARCH_ATTRIBUTES).map((key) => `${key.name}=${CLI_TYPES[key.type]}`);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'error'],
    ...['--port', String(line.port), '--namespace', line.namespace],
    ...(line.uiPort === undefined ? ['--headless'] : ['--ui-port', String(line.uiPort)]),
    ...(line.codecUrl === undefined ? [] : ['--ui-codec-endpoint', line.codecUrl]),
    ...(line.databaseFile === undefined ? [] : ['--db-filename', line.databaseFile, ...JOURNAL]),
    ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
    ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
  ];
}

async function answers(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
