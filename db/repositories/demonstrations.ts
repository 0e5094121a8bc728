import type { DataSource, EntityManager } from 'typeorm';
import { makeAccount } from './make-account';

/** The account that is there to be looked at, and how far it is filled. */
export interface Demonstration {
  accountId: string;
  stepsDone: string[];
  /** Null until everything is in it. */
  readyAt: Date | null;
}

export type Demonstrations = ReturnType<typeof createDemonstrations>;

/** An account that is marked as the demonstration; there is one at most. */
export async function makeDemonstration(unit: EntityManager): Promise<void> {
  const { id } = await makeAccount(unit, 'Demonstration');
  await unit.query('INSERT INTO demonstration (account_id) VALUES ($1)', [id]);
}

/** The demonstration, as whoever fills and shows it needs it. */
export function createDemonstrations(db: DataSource) {
  return {
    /** Null where there never was one, or it was removed. */
    async find(): Promise<Demonstration | null> {
      const [found] = await db.query<Demonstration[]>(
        `SELECT account_id AS "accountId", steps_done AS "stepsDone", ready_at AS "readyAt" FROM demonstration`,
      );
      return found ?? null;
    },

    async noteStep(accountId: string, step: string): Promise<void> {
      await db.query(
        `UPDATE demonstration SET steps_done = array_append(steps_done, $2)
          WHERE account_id = $1 AND NOT steps_done @> ARRAY[$2]`,
        [accountId, step],
      );
    },

    async noteReady(accountId: string): Promise<void> {
      await db.query('UPDATE demonstration SET ready_at = now() WHERE account_id = $1 AND ready_at IS NULL', [
        accountId,
      ]);
    },
  };
}
