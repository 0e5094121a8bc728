import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { pageFields, pageOf } from '../../paging';
import { phoneSchema } from '../../phone';

export const contactParams = z.strictObject({ id: z.uuid() });
/** What a contact is marked with; case makes no difference. */
export const tagSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,49}$/u,
    'a tag is letters, digits, spaces, - and _, at most 50 of them',
  );

export const contactTagParams = z.strictObject({ id: z.uuid(), tag: tagSchema });
export const contactListQuery = z.strictObject({
  ...pageFields,
  phone: phoneSchema.optional(),
  tag: tagSchema.optional(),
});

export const contactView = z
  .strictObject({
    id: z.uuid(),
    phone: z.string().nullable(),
    name: z.string().nullable(),
    language: z
      .string()
      .nullable()
      .meta({ description: 'That of its own app, such as es, where a channel tells it: Telegram does' }),
    identities: z.array(z.strictObject({ channel: z.enum(CHANNEL_NAMES), address: z.string() })),
    tags: z.array(z.string()).meta({ description: 'Its segments: what the account marked it with' }),
    optedOutAt: z.iso.datetime().nullable(),
    optOutSource: z
      .string()
      .nullable()
      .meta({ description: 'Where that was said: a message, a provider, an operator, or an erasure' }),
    consent: z.strictObject({ source: z.string(), at: z.iso.datetime() }).nullable(),
    lastInboundAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Contact' });

export const contactPage = pageOf(contactView);

export const optInBody = z.strictObject({
  source: z
    .string()
    .trim()
    .min(1, 'say where the consent came from, such as "signed form 2026-03-01"')
    .max(200),
});

const count = z.number().int().min(0);

/** How much of a contact there was to erase. */
export const erasedView = z
  .strictObject({
    dialogs: count,
    messages: count.meta({ description: 'Messages from the contact' }),
    sends: count.meta({ description: 'Messages to the contact' }),
    transcriptEntries: count,
    files: count.meta({ description: 'Files the contact sent' }),
  })
  .meta({ id: 'ErasedContact' });
