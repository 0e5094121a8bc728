import type { DataSource } from 'typeorm';

export type ListStatistics = ReturnType<typeof createListStatistics>;

/** What Postgres knows of the tables that a list fills. */
export function createListStatistics(db: DataSource) {
  return {
    /**
     * Tells Postgres how large they have become. It would find out by itself minutes later, and until then check
     * each foreign key, such as a send's, by reading the whole of a table that was empty when the first was checked.
     */
    async refresh(): Promise<void> {
      await db.query('ANALYZE contact, contact_identity, broadcast_recipient');
    },
  };
}
