import type { DataSource } from 'typeorm';
import { until } from './pace';

const WAITING =
  "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

/** Resolves once a statement in this database waits for what another transaction holds. */
export async function untilOneWaits(db: DataSource): Promise<void> {
  await until({
    for: 'a statement to wait for another',
    look: async () => (await db.query<unknown[]>(WAITING)).length,
    is: (waiting) => waiting > 0,
    everyMs: 20,
  });
}
