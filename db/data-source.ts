import { DataSource } from 'typeorm';
import { entities } from './entities';
import { migrations } from './migrations';
import { PreparingClient } from './preparing-client';

export interface DatabaseSettings {
  url: string;
  /** Connections this process may hold. */
  poolSize: number;
}

/** A rush after a quiet minute finds connections with their plans; networks that drop idle ones wait for longer. */
const IDLE_KEPT_MS = 300_000;

/** An uninitialised data source over every entity and migration; the schema only ever changes by migration. */
export function createDataSource(settings: DatabaseSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    poolSize: settings.poolSize,
    entities,
    migrations,
    migrationsTransactionMode: 'all',
    synchronize: false,
    // `where: { id: undefined }` must be an error, not "the first row of anybody".
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    // A connection lost while idle is replaced by the pool; it must not end the process.
    poolErrorHandler: () => undefined,
    extra: {
      ...{ Client: PreparingClient, application_name: 'hilo' },
      ...{ connectionTimeoutMillis: 10_000, statement_timeout: 30_000, idleTimeoutMillis: IDLE_KEPT_MS },
    },
  });
}
