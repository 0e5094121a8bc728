import { z } from 'zod';
import { FILE_KINDS } from '../../../domain/messaging/content';
import { pageFields, pageOf } from '../../paging';

const mediaKind = z.enum([...FILE_KINDS, 'sticker']);

export const botMediaParams = z.strictObject({ bot_id: z.uuid() });
export const mediaParams = z.strictObject({ id: z.uuid() });

export const mediaListQuery = z.strictObject({ ...pageFields, kind: mediaKind.optional() });

export const uploadQuery = z.strictObject({
  name: z
    .string()
    .max(255)
    .optional()
    .meta({ description: 'The name of a file that is the body itself; a form names its own' }),
});

/** Of a signed address: whatever is wrong with one is answered as if nothing were there. */
export const linkParams = z.strictObject({ id: z.string() });
export const linkQuery = z.looseObject({
  e: z.string().catch('').meta({ description: 'When it expires, seconds since 1970' }),
  s: z.string().catch('').meta({ description: 'The signature' }),
});

export const mediaView = z
  .strictObject({
    id: z.uuid(),
    botId: z.uuid(),
    dialogId: z.uuid().nullable().meta({
      description: 'The dialog it was sent in, by the contact or as an invitation; null when uploaded',
    }),
    kind: mediaKind,
    fileName: z.string(),
    mimeType: z.string().meta({ description: 'What the bytes are, whatever was claimed' }),
    sizeBytes: z.int(),
    sha256: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'MediaFile' });

export const mediaPage = pageOf(mediaView);
