import type { DataSource, EntityManager } from 'typeorm';
import { paceAt, slowedDown, type SenderPace } from '../../domain/messaging/sender-pace';
import type { NamedLimit } from '../../domain/messaging/sender-limits';
import {
  takeSlots,
  type BlockRequest,
  type SlotBlock,
  type SlotsLater,
} from '../../domain/messaging/slot-block';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';

interface LeaseRow {
  name: string;
  next_free_at: Date;
  slowed_to: number;
  slowed_at: Date | null;
}

export type RateLeases = ReturnType<typeof createRateLeases>;

/** Slots of senders, shared by every process: what one takes, no other gets. */
export function createRateLeases(db: DataSource) {
  return {
    /** Takes slots behind all of these limits at once, each slowed as its provider asked. */
    async take(
      accountId: string,
      limits: readonly NamedLimit[],
      request: BlockRequest,
    ): Promise<SlotBlock | SlotsLater> {
      return db.transaction(async (manager) => {
        const rows = await lock(manager, { accountId, limits, now: request.now });
        const queues = limits.map(({ name, intervalMs }) => {
          const row = rows.get(name);
          const pace = row ? paceAt(paceOf(row), request.now) : 1;
          return { nextFreeAt: row?.next_free_at.getTime() ?? request.now, intervalMs: intervalMs / pace };
        });
        const taken = takeSlots(queues, request);
        if (taken.kind === 'block') await advance(manager, accountId, { limits, taken });
        return taken;
      });
    },

    /** The provider asked this limit's sender to slow down. */
    async slowDown(accountId: string, name: string, now: EpochMs): Promise<void> {
      await db.transaction(async (manager) => {
        const rows = await lock(manager, { accountId, limits: [{ name, intervalMs: 0 }], now });
        const row = rows.get(name);
        if (!row) return;
        const { slowedTo, slowedAt } = slowedDown(paceOf(row), now);
        await manager.query(
          'UPDATE rate_lease SET slowed_to = $3, slowed_at = $4 WHERE account_id = $1 AND name = $2',
          [accountId, name, slowedTo, slowedAt === null ? null : new Date(slowedAt)],
        );
      });
    },

    /** The share of its full rate that a limit's sender has now. */
    async pace(accountId: string, name: string, now: EpochMs): Promise<number> {
      const [row] = returnedRows<LeaseRow>(
        await db.query('SELECT * FROM rate_lease WHERE account_id = $1 AND name = $2', [accountId, name]),
      );
      return row ? paceAt(paceOf(row), now) : 1;
    },
  };
}

const paceOf = ({ slowed_to, slowed_at }: LeaseRow): SenderPace => ({
  slowedTo: slowed_to,
  slowedAt: slowed_at?.getTime() ?? null,
});

/** Reads the limits while nobody else can; one that was never used is free now. */
async function lock(
  manager: EntityManager,
  { accountId, limits, now }: { accountId: string; limits: readonly NamedLimit[]; now: EpochMs },
): Promise<Map<string, LeaseRow>> {
  const rows = returnedRows<LeaseRow>(
    await manager.query(
      `INSERT INTO rate_lease AS lease (account_id, name, next_free_at)
       SELECT $1, name, $3 FROM unnest($2::text[]) WITH ORDINALITY AS wanted (name, place) ORDER BY place
       ON CONFLICT (account_id, name) DO UPDATE SET next_free_at = lease.next_free_at
       RETURNING name, next_free_at, slowed_to, slowed_at`,
      [accountId, limits.map(({ name }) => name), new Date(now)],
    ),
  );
  return new Map(rows.map((row) => [row.name, row]));
}

async function advance(
  manager: EntityManager,
  accountId: string,
  { limits, taken }: { limits: readonly NamedLimit[]; taken: SlotBlock },
): Promise<void> {
  await manager.query(
    `UPDATE rate_lease SET next_free_at = taken.at
       FROM unnest($2::text[], $3::timestamptz[]) AS taken (name, at)
      WHERE account_id = $1 AND rate_lease.name = taken.name`,
    [accountId, limits.map(({ name }) => name), taken.nextFreeAt.map((at) => new Date(at))],
  );
}
