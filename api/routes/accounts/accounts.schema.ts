import { z } from 'zod';

export const keyIdParams = z.strictObject({ id: z.uuid() });

export const accountView = z
  .strictObject({ id: z.uuid(), name: z.string(), keyNames: z.array(z.string()) })
  .meta({ id: 'Account' });

export const createKeyBody = z.strictObject({
  name: z.string().trim().min(1, 'say what the key is for').max(80),
});

export const newKeyView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    key: z.string().meta({ description: 'Shown this once; keep it now' }),
  })
  .meta({ id: 'NewApiKey' });

const keyView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: 'Tells keys apart: hilo_<prefix>_…' }),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });

export const keyListView = z.strictObject({ items: z.array(keyView) });
