import { z } from 'zod';

/** The parts of Telegram's types that Hilo reads; everything else is let through unread. */
const user = z.looseObject({
  id: z.int(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().default(''),
  language_code: z.string().optional().catch(undefined),
});
const chat = z.looseObject({ id: z.int(), type: z.string() });

const file = z.looseObject({
  file_id: z.string(),
  mime_type: z.string().optional(),
  file_name: z.string().optional(),
});
const fileOrNone = file.optional().catch(undefined);

const contact = z.looseObject({ phone_number: z.string(), user_id: z.int().optional() });
const keyboard = z.looseObject({
  inline_keyboard: z.array(
    z.array(z.looseObject({ text: z.string(), callback_data: z.string().optional() })),
  ),
});

const telegramMessage = z.looseObject({
  message_id: z.int(),
  from: user.optional(),
  chat,
  date: z.int().min(0),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  /** The same photo in several sizes, the largest last. */
  photo: z.array(file).optional().catch(undefined),
  audio: fileOrNone,
  voice: fileOrNone,
  video: fileOrNone,
  video_note: fileOrNone,
  animation: fileOrNone,
  document: fileOrNone,
  sticker: fileOrNone,
  contact: contact.optional().catch(undefined),
});
export type TelegramMessage = z.infer<typeof telegramMessage>;

const callbackQuery = z.looseObject({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  message: z
    .looseObject({ chat: chat.optional(), reply_markup: keyboard.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type CallbackQuery = z.infer<typeof callbackQuery>;

const chatMemberUpdate = z.looseObject({
  chat,
  from: user,
  date: z.int().min(0),
  new_chat_member: z.looseObject({ status: z.string() }),
});
export type ChatMemberUpdate = z.infer<typeof chatMemberUpdate>;

export const telegramUpdate = z.looseObject({
  update_id: z.int(),
  message: telegramMessage.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: chatMemberUpdate.optional(),
});

export type TelegramUser = z.infer<typeof user>;
