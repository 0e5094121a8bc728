import { testServers } from '../test-servers';

/** Runs once for each kind of test; the first has everything to stop. */
export default async function tearDown(): Promise<void> {
  const servers = testServers();
  const { postgres, temporal, mongo } = servers;
  delete servers.postgres;
  delete servers.temporal;
  delete servers.mongo;
  await Promise.all([postgres?.stop(), temporal?.stop(), mongo?.stop()]);
}
