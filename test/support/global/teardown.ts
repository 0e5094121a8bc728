import { testServers } from '../test-servers';

/** Runs once for each kind of test; the first has everything to stop. */
export default async function tearDown(): Promise<void> {
  const servers = testServers();
  const { postgres, temporal, mongo, redis, console } = servers;
  delete servers.postgres;
  delete servers.temporal;
  delete servers.mongo;
  delete servers.redis;
  delete servers.console;
  await Promise.all([postgres?.stop(), temporal?.stop(), mongo?.stop(), redis?.stop(), console?.stop()]);
}
