import { z } from 'zod';
import { pageFields, pageOf } from '../../paging';
import { programDefinitionSchema } from './programs.schema';

export const programParams = z.strictObject({ id: z.uuid() });
export const programListQuery = z.strictObject(pageFields);

const programFields = {
  id: z.uuid(),
  name: z.string(),
  version: z.int(),
  publishedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
};

export const programView = z
  .strictObject({ ...programFields, definition: programDefinitionSchema })
  .meta({ id: 'Program' });

const listedProgramView = z
  .strictObject({
    ...programFields,
    timezone: z.string(),
    sendAt: z.string(),
    sessions: z.int(),
    days: z.int(),
  })
  .meta({ id: 'ListedProgram' });

export const programPage = pageOf(listedProgramView);
