import { z } from 'zod';
import { MAX_PAGE } from '../../paging';
import { phoneSchema } from '../../phone';

export const LONGEST_WAIT_S = 25;

export const phoneParams = z.strictObject({ phone: phoneSchema });

const cursorSchema = z
  .string()
  .regex(/^\d{1,17}_[0-9a-f-]{36}$/, 'use the cursor of an earlier answer')
  .transform((cursor) => {
    const [micros = '', id = ''] = cursor.split('_');
    return { micros, id, cursor };
  });

export const messagesQuery = z.strictObject({
  after: cursorSchema.optional().meta({ description: 'The cursor of the answer before' }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  wait: z.coerce
    .number()
    .min(0)
    .max(LONGEST_WAIT_S)
    .default(LONGEST_WAIT_S)
    .meta({ description: `Seconds to wait for a message when there is none, at most ${LONGEST_WAIT_S}` }),
});

export const simulatedMessageView = z
  .strictObject({
    id: z.uuid(),
    phone: z.string(),
    direction: z.enum(['to-phone', 'from-phone']),
    text: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'SimulatedMessage' });

export const messagesView = z.strictObject({
  items: z.array(simulatedMessageView),
  cursor: z.string().nullable().meta({ description: 'What to ask after next time' }),
});

export const writeBody = z.strictObject({
  text: z.string().min(1, 'write the message').max(4096),
  id: z
    .uuid()
    .optional()
    .meta({ description: 'Your own id of the message: written again under it, it has no second effect' }),
});

export const writtenView = z.strictObject({ id: z.uuid(), duplicate: z.boolean() });
