import { z } from 'zod';

/** More than anybody reads; a count says how many there are. */
export const SHOWN_ERRORS = 1000;

type Names = readonly [string, ...string[]];

/** The first of what is wrong with the rows of a file, of these columns and these faults. */
export function rowErrorsSchema<C extends Names, F extends Names>(columns: C, faults: F) {
  return z
    .array(
      z.strictObject({
        line: z.int().meta({ description: 'Counts from 1, the first line included' }),
        column: z.enum(columns).nullable(),
        reason: z.string(),
        code: z.enum(faults),
        values: z
          .record(z.string(), z.union([z.string(), z.number()]))
          .meta({ description: 'What the reason speaks of, to say it in other words' }),
      }),
    )
    .meta({ description: `The first ${SHOWN_ERRORS}` });
}
