import { rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { resolveBinary } from '../../../cli/servers/resolve-binary';
import type { BinaryName } from '../../../cli/servers/binary-catalogue';
import { startEphemeralPostgres } from '../../../cli/servers/postgres-server';
import { startTemporal } from '../../../cli/servers/temporal-server';
import { startConsoleStack } from '../browser/console-stack';
import { findChromium } from '../browser/find-chromium';
import { endWithMe } from '../end-with-me';
import { startMongoServer } from '../mongo/mongo-server';
import { resolveMongo } from '../mongo/resolve-mongo';
import { startRedisServer } from '../redis/redis-server';
import { resolveRedis } from '../redis/resolve-redis';
import { createTemplateDatabase } from '../test-database';
import { TEST_SETTINGS, testServers } from '../test-servers';
import { bundleToTemporaryFile } from '../workflow-bundle';

/** Each of these starts its thing at most once a Jest run. */
export async function ensureBinary(name: BinaryName): Promise<string> {
  const setting = name === 'temporal' ? TEST_SETTINGS.temporalBinary : TEST_SETTINGS.testServerBinary;
  const print = (line: string) => process.stderr.write(`${line}\n`);
  const path = await resolveBinary({ name, explicitPath: process.env[setting], print });
  // `temporal` found on PATH has no path to hand on; it will be found again.
  if (path !== name) process.env[setting] = path;
  return path;
}

export async function ensurePostgres(): Promise<void> {
  const servers = testServers();
  if (servers.postgres !== undefined) return;
  const postgres = endWithMe(await startEphemeralPostgres());
  servers.postgres = postgres;
  await createTemplateDatabase(postgres.url);
  process.env[TEST_SETTINGS.adminUrl] = postgres.url;
}

/** MONGODB_URL where it is set; else a server of our own, or the reason why there is none. */
export async function ensureMongo(): Promise<void> {
  const servers = testServers();
  if (servers.mongo !== undefined) return;
  const own = process.env['MONGODB_URL'];
  if (own !== undefined) {
    process.env[TEST_SETTINGS.mongoUrl] = own;
    return;
  }
  const binary = await resolveMongo({ print: (line) => process.stderr.write(`${line}\n`) });
  if (binary.kind === 'unavailable') {
    process.env[TEST_SETTINGS.mongoMissing] = binary.reason;
    return;
  }
  const mongo = await startMongoServer(binary.path);
  servers.mongo = mongo;
  process.env[TEST_SETTINGS.mongoUrl] = mongo.url;
}

/** REDIS_URL where it is set; else a server of our own, or the reason why there is none. */
export async function ensureRedis(): Promise<void> {
  const servers = testServers();
  if (servers.redis !== undefined) return;
  const own = process.env['REDIS_URL'];
  if (own !== undefined) {
    process.env[TEST_SETTINGS.redisUrl] = own;
    return;
  }
  const binary = await resolveRedis();
  if (binary.kind === 'unavailable') {
    process.env[TEST_SETTINGS.redisMissing] = binary.reason;
    return;
  }
  const redis = await startRedisServer(binary);
  servers.redis = redis;
  process.env[TEST_SETTINGS.redisUrl] = redis.url;
}

export async function ensureTemporal(): Promise<void> {
  const servers = testServers();
  if (servers.temporal !== undefined) return;
  const temporal = endWithMe(await startTemporal({ binary: await ensureBinary('temporal'), port: 0 }));
  servers.temporal = temporal;
  process.env[TEST_SETTINGS.temporalAddress] = temporal.address;
}

/** With coverage it counts what runs of it, for `coverage/workflows`. */
export async function ensureBundle({ collectCoverage }: { collectCoverage: boolean }): Promise<void> {
  const servers = testServers();
  if (servers.bundleFile !== undefined) return;
  if (collectCoverage) process.env[TEST_SETTINGS.workflowCoverage] = resolve('coverage/workflows');
  const file = await bundleToTemporaryFile(collectCoverage);
  servers.bundleFile = file;
  process.once('exit', () => {
    rmSync(dirname(file), { recursive: true, force: true });
  });
  process.env[TEST_SETTINGS.bundleFile] = file;
}

/** Everything that `npm start` runs, once for all tests of the console; nothing where there is no browser to look. */
export async function ensureConsole(): Promise<void> {
  const servers = testServers();
  if (servers.console !== undefined || 'missing' in findChromium()) return;
  await ensureBinary('temporal');
  servers.console = endWithMe(await startConsoleStack());
}
