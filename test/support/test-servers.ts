import type { PostgresServer } from '../../cli/servers/postgres-server';
import type { TemporalServer } from '../../cli/servers/temporal-server';
import type { ConsoleStack } from './browser/console-stack';
import type { MongoServer } from './mongo/mongo-server';
import type { RedisServer } from './redis/redis-server';

/** What the set-ups have started in this Jest run; the tests' own processes learn it from the environment. */
export interface TestServers {
  postgres?: PostgresServer;
  temporal?: TemporalServer;
  mongo?: MongoServer;
  redis?: RedisServer;
  console?: ConsoleStack;
  bundleFile?: string;
}

const KEY = Symbol.for('hilo.test-servers');

/** One object a Jest run, since every set-up and the tear-down load this file anew. */
export function testServers(): TestServers {
  const holder = globalThis as unknown as Record<symbol, TestServers | undefined>;
  const servers = holder[KEY] ?? {};
  holder[KEY] = servers;
  return servers;
}

/** Names of the settings by which set-ups tell tests what is running. */
export const TEST_SETTINGS = {
  adminUrl: 'HILO_TEST_POSTGRES_URL',
  temporalAddress: 'HILO_TEST_TEMPORAL_ADDRESS',
  bundleFile: 'HILO_TEST_WORKFLOW_BUNDLE',
  /** A folder, when the bundle is one that counts what runs of it. */
  workflowCoverage: 'HILO_TEST_WORKFLOW_COVERAGE',
  mongoUrl: 'HILO_TEST_MONGODB_URL',
  mongoMissing: 'HILO_TEST_MONGODB_MISSING',
  redisUrl: 'HILO_TEST_REDIS_URL',
  redisMissing: 'HILO_TEST_REDIS_MISSING',
  consoleUrl: 'HILO_TEST_CONSOLE_URL',
  consoleFolder: 'HILO_TEST_CONSOLE_DATA',
  /** Where the phones of WhatsApp Web are driven. */
  consolePhones: 'HILO_TEST_CONSOLE_PHONES',
  temporalBinary: 'TEMPORAL_CLI_PATH',
  testServerBinary: 'TEMPORAL_TEST_SERVER_PATH',
} as const;

/** A setting made by a set-up; its absence means the test stands in a folder whose set-up does not start it. */
export function testSetting(name: keyof typeof TEST_SETTINGS): string {
  const value = process.env[TEST_SETTINGS[name]];
  if (value === undefined) throw new Error(`${TEST_SETTINGS[name]} is not set: see KINDS in jest.config.js`);
  return value;
}
