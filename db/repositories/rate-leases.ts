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

/** Holds the leases of the platform's own senders: no account's id is all zeros. */
const PLATFORM = '00000000-0000-0000-0000-000000000000';

/** Whose row a limit is: the account's own, or the one that all accounts queue at. */
export function leaseHolder(accountId: string, { shared }: Pick<NamedLimit, 'shared'>): string {
  return shared ? PLATFORM : accountId;
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

    /** The provider asked this limit's sender to slow down, and perhaps to send nothing at all for a while. */
    async slowDown(accountId: string, limit: NamedLimit, { now, restMs }: SlowDown): Promise<void> {
      await db.transaction(async (manager) => {
        const rows = await lock(manager, { accountId, limits: [limit], now });
        const row = rows.get(limit.name);
        if (!row) return;
        const { slowedTo, slowedAt } = slowedDown(paceOf(row), now);
        await manager.query(
          `UPDATE rate_lease SET slowed_to = $3, slowed_at = $4, next_free_at = greatest(next_free_at, $5)
            WHERE account_id = $1 AND name = $2`,
          [
            leaseHolder(accountId, limit),
            limit.name,
            slowedTo,
            slowedAt === null ? null : new Date(slowedAt),
            new Date(now + restMs),
          ],
        );
      });
    },
  };
}

export interface SlowDown {
  now: EpochMs;
  /** How long nothing goes out; 0 where only the pace is too high. */
  restMs: number;
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
       SELECT holder, name, $3 FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS wanted (holder, name, place)
        ORDER BY place
       ON CONFLICT (account_id, name) DO UPDATE SET next_free_at = lease.next_free_at
       RETURNING name, next_free_at, slowed_to, slowed_at`,
      [limits.map((limit) => leaseHolder(accountId, limit)), limits.map(({ name }) => name), new Date(now)],
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
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS taken (holder, name, at)
      WHERE account_id = taken.holder AND rate_lease.name = taken.name`,
    [
      limits.map((limit) => leaseHolder(accountId, limit)),
      limits.map(({ name }) => name),
      taken.nextFreeAt.map((at) => new Date(at)),
    ],
  );
}
