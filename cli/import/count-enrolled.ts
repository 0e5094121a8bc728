import { setTimeout as sleep } from 'node:timers/promises';
import { enrollmentPage } from '../../api/routes/enrollments/enrollments.schema';
import type { ApiClient } from '../api/api-client';

const LOOK_EVERY_MS = 1000;
const PAGE = 100;

/** Counts the enrollments that a program gains, reading each of them once. */
export async function createEnrollmentCount(api: ApiClient, programId: string) {
  let cursor: string | undefined;
  let gained = 0;

  const readNew = async (): Promise<number> => {
    for (;;) {
      const query = { cursor, limit: PAGE };
      const path = `/api/programs/${programId}/enrollments`;
      const { items, nextCursor } = await api.get({ path, schema: enrollmentPage, query });
      cursor = items.at(-1)?.id ?? cursor;
      gained += items.length;
      if (nextCursor === null) return gained;
    }
  };
  const before = await readNew();

  return {
    /** Tells how many there are by now, every second until the signal. */
    async follow(onCount: (enrolled: number) => void, signal: AbortSignal): Promise<void> {
      const isOver = () => signal.aborted;
      while (!isOver()) {
        await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
        if (!isOver()) onCount((await readNew()) - before);
      }
    },
  };
}
