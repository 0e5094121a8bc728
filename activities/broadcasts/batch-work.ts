import type { BroadcastSends, CandidateQuery } from '../../db/repositories/broadcast-sends';
import type { BatchInput, OrdinalRange } from '../../workflows/broadcasts/contract';
import type { Turn } from './plan-sends';

/** The recipients of one slice of a batch. */
export interface Slice {
  turns: readonly Turn[];
  /** True for recipients without a row in the ledger. */
  fresh: boolean;
  /** How many of the batch it covers. */
  covers: number;
}

/** What is left of a batch: a range of the list, or its lane's share of the rows that wait. */
export function createBatchWork(sends: BroadcastSends, input: BatchInput) {
  const { accountId, broadcastId, work, batchSize } = input;
  const of = { accountId, broadcastId };
  const total = work.kind === 'list' ? work.to - work.from + 1 : batchSize;
  let done = 0;
  return {
    isDone: () => done >= total,
    remaining: () => total - done,

    async read(count: number, query: CandidateQuery): Promise<Slice> {
      if (work.kind === 'list') {
        const from = work.from + done;
        const to = Math.min(work.to, from + count - 1);
        return { turns: await sends.candidates(of, { from, to }, query), fresh: true, covers: to - from + 1 };
      }
      const { lane, lanes } = work;
      const turns = await sends.waiting(of, { lane, lanes, limit: count }, query);
      // Fewer than asked for: the others are not due yet.
      return { turns, fresh: false, covers: turns.length < count ? total - done : turns.length };
    },

    advance({ covers }: Slice): void {
      done += covers;
    },

    /** What the list still has of it; rows that wait are found again by anybody. */
    left: (): OrdinalRange | null =>
      work.kind === 'list' && done < total ? { from: work.from + done, to: work.to } : null,
  };
}
