import { z } from 'zod';
import { LEGACY_COLUMNS, ROW_FAULTS } from '../../../domain/programs/legacy-cells';
import { rowErrorsSchema } from '../../csv/row-error.schema';

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
    errors: rowErrorsSchema(LEGACY_COLUMNS, ROW_FAULTS),
  })
  .meta({ id: 'ImportResult' });
