import { stringify } from 'yaml';

/** Where a cluster of one process keeps its data and listens. */
export interface ClusterPlace {
  postgres: { port: number; password: string };
  /** Of each service: where it is called, and where the others find it. */
  ports: Record<'frontend' | 'matching' | 'history' | 'worker', { grpc: number; membership: number }>;
}

export const CLUSTER_DATABASES = { temporal: 'temporal', visibility: 'temporal_visibility' } as const;

/** What a production cluster has 512 or more of; never changed once data is there. */
const HISTORY_SHARDS = 4;

/** The configuration file of Temporal's server, as its own docs have it for Postgres. */
export function clusterConfig({ postgres, ports }: ClusterPlace): string {
  const store = (databaseName: string) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${postgres.port}`,
      connectProtocol: 'tcp',
      user: 'hilo',
      password: postgres.password,
      maxConns: 20,
      maxIdleConns: 20,
    },
  });
  const services = Object.entries(ports).map(([name, { grpc, membership }]) => [
    name,
    { rpc: { grpcPort: grpc, membershipPort: membership, bindOnLocalHost: true } },
  ]);
  return stringify({
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: {
        default: store(CLUSTER_DATABASES.temporal),
        visibility: store(CLUSTER_DATABASES.visibility),
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(services),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${ports.frontend.grpc}`,
        },
      },
    },
  });
}
