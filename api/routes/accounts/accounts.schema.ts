import { z } from 'zod';
import { ALL_SCOPES } from '../../../domain/access/scopes';

export const keyIdParams = z.strictObject({ id: z.uuid() });

export const accountView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    keyNames: z.array(z.string()),
    isDemonstration: z.boolean().meta({ description: 'All that is in it was made to be looked at' }),
  })
  .meta({ id: 'Account' });

const scopes = z
  .union([z.literal('all'), z.array(z.enum(ALL_SCOPES)).min(1)])
  .meta({ id: 'KeyScopes', description: 'What the key may; all includes what there is not yet' });

export const createKeyBody = z.strictObject({
  name: z.string().trim().min(1, 'say what the key is for').max(80),
  scopes: scopes.optional().meta({ description: 'By default what its maker may' }),
});

export const newKeyView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    scopes,
    key: z.string().meta({ description: 'Shown this once; keep it now' }),
  })
  .meta({ id: 'NewApiKey' });

const keyView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: 'Tells keys apart: hilo_<prefix>_…' }),
    scopes,
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });

export const keyListView = z.strictObject({ items: z.array(keyView) });
