import { z } from 'zod';
import { MAX_PAGE } from '../../paging';
import { phoneSchema } from '../../phone';
import { SHOWN_CHANNELS } from './channel-shows';
import { choicesView, fileView, shownElsewhereView } from './shown-elsewhere.schema';

const LONGEST_WAIT_S = 25;

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
  as: z
    .enum(SHOWN_CHANNELS)
    .optional()
    .meta({ description: 'Also shows each message to the phone as this platform would (`elsewhere`)' }),
});

export const simulatedMessageView = z
  .strictObject({
    id: z.uuid(),
    phone: z.string(),
    direction: z.enum(['to-phone', 'from-phone']),
    botId: z.uuid().nullable().meta({ description: 'The bot that says it, or that it is for' }),
    text: z.string(),
    files: z.array(fileView),
    choices: choicesView.nullable().meta({ description: 'The buttons or the list under the message' }),
    choice: z.string().nullable().meta({ description: 'The id of the option that the phone tapped' }),
    at: z.iso.datetime(),
    elsewhere: shownElsewhereView
      .nullable()
      .meta({ description: 'What the platform of `as` would show instead; null without it' }),
  })
  .meta({ id: 'SimulatedMessage' });

export const messagesView = z.strictObject({
  items: z.array(simulatedMessageView),
  cursor: z.string().nullable().meta({ description: 'What to ask after next time' }),
});

export const writeBody = z
  .strictObject({
    text: z.string().min(1, 'write the message').max(4096).optional(),
    choice: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The id of a button or of a row of a list: taps it' }),
    media: z
      .array(z.uuid())
      .min(1)
      .max(10)
      .optional()
      .meta({ description: 'Files, by the ids that POST /api/bots/{bot_id}/media gave them' }),
    bot: z
      .uuid()
      .optional()
      .meta({ description: 'The bot it is for; by default the newest of the account on the simulator' }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: "The name in the phone's profile" }),
    id: z
      .uuid()
      .optional()
      .meta({ description: 'Your own id of the message: written again under it, it has no second effect' }),
  })
  .refine(({ text, choice, media }) => (text ?? choice ?? media) !== undefined, 'give text, choice or media');

export const writtenView = z.strictObject({ id: z.uuid(), duplicate: z.boolean() });
