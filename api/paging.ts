import { z } from 'zod';

export const MAX_PAGE = 100;

/** The query fields of every list; spread them into the list's own strict object. */
export const pageFields = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE)
    .default(50)
    .meta({ description: `Items a page, at most ${MAX_PAGE}` }),
  cursor: z.uuid().optional().meta({ description: 'The nextCursor of the page before' }),
};

/** The body of every list. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'Null on the last page' }),
  });
}

export interface PageRequest<Row, View> {
  limit: number;
  /** Reads this many rows: one more than a page holds tells whether there is a next one. */
  read: (count: number) => Promise<readonly Row[]>;
  cursorOf: (row: Row) => string;
  present: (row: Row) => View;
}

/** Reads one page. */
export async function readPage<Row, View>({ limit, read, cursorOf, present }: PageRequest<Row, View>) {
  const rows = await read(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}
