import { z } from 'zod';
import { LEGACY_COLUMNS, ROW_FAULTS } from '../../../domain/programs/legacy-cells';

/** More than anybody reads; the count says how many there are. */
export const SHOWN_ERRORS = 1000;

export const importParams = z.strictObject({ id: z.uuid() });
export const importQuery = z.strictObject({
  channel: z
    .enum(['simulator', 'twilio'])
    .optional()
    .meta({ description: 'By default twilio where it is set up, else the simulator' }),
});

export const importView = z
  .strictObject({
    rows: z.int().meta({ description: 'Rows below the first line' }),
    contacts: z.int().meta({ description: 'Different numbers among them' }),
    imported: z.int().meta({ description: 'Contacts that are enrolled now, each where it stood' }),
    refused: z.int().meta({ description: 'Contacts that are not; errors say why' }),
    errorCount: z.int(),
    errors: z
      .array(
        z.strictObject({
          line: z.int().meta({ description: 'Counts from 1, the first line included' }),
          column: z.enum(LEGACY_COLUMNS).nullable(),
          reason: z.string(),
          code: z.enum(ROW_FAULTS),
          values: z
            .record(z.string(), z.union([z.string(), z.number()]))
            .meta({ description: 'What the reason speaks of, to say it in other words' }),
        }),
      )
      .meta({ description: `The first ${SHOWN_ERRORS}` }),
  })
  .meta({ id: 'ImportResult' });
