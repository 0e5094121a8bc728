/** A person who talks with the bot. */
export interface Person {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  /** An IETF tag, such as pt-BR. */
  language_code?: string;
}

/** Everything of an update but its id, which the fake counts. */
export type UpdateContent = Record<string, object>;

/** A message to the bot; `content` is what it holds, in Telegram's names. */
export interface MessageRequest {
  from: Person;
  content: object;
  messageId?: number;
  /** Seconds, as Telegram's. */
  date?: number;
}

export const ANA: Person = { id: 700_111_222, first_name: 'Ana', last_name: 'García' };

/** A private message (Update.message). */
export function messageUpdate({ from, content, messageId = 1, date }: MessageRequest): UpdateContent {
  return { message: { ...message(from, messageId, date), ...content } };
}

/** An edit of an earlier message (Update.edited_message). */
export function editUpdate({ from, content, messageId = 1, date }: MessageRequest): UpdateContent {
  const at = date ?? nowInSeconds();
  return { edited_message: { ...message(from, messageId, at), edit_date: at, ...content } };
}

/** A tap on an inline button of a message of the bot's (Update.callback_query). */
export function tapUpdate(tap: { from: Person; data: string; label: string; id?: string; botId: number }) {
  const { from, data, label, id = '4382bfdwdsb323b2d9', botId } = tap;
  const keyboard = {
    inline_keyboard: [[{ text: 'No', callback_data: 'no' }], [{ text: label, callback_data: data }]],
  };
  const shown = {
    ...message(from, 9),
    from: { id: botId, is_bot: true, first_name: 'Hilo' },
    text: '¿Seguimos?',
    reply_markup: keyboard,
  };
  return { callback_query: { id, from: person(from), message: shown, chat_instance: '-123', data } };
}

/** A tap on a button of a message that the fake accepted, by the words on it. */
export function tapOn(
  message: { messageId: number; body: object },
  tap: { from: Person; label: string; id?: string; botId: number },
) {
  const markup =
    'reply_markup' in message.body ? (message.body.reply_markup as Keyboard) : { inline_keyboard: [] };
  const pressed = markup.inline_keyboard.flat().find(({ text }) => text === tap.label);
  if (!pressed) throw new Error(`The message has no button "${tap.label}"`);
  const update = tapUpdate({ ...tap, data: pressed.callback_data });
  const shown = { message_id: message.messageId, reply_markup: markup };
  return {
    callback_query: { ...update.callback_query, message: { ...update.callback_query.message, ...shown } },
  };
}

interface Keyboard {
  inline_keyboard: { text: string; callback_data: string }[][];
}

/** The person blocks the bot, or lets it in again (Update.my_chat_member). */
export function memberUpdate(
  from: Person,
  { blocks, botId }: { blocks: boolean; botId: number },
): UpdateContent {
  const bot = { id: botId, is_bot: true, first_name: 'Hilo' };
  const member = { status: 'member', user: bot };
  const banned = { status: 'kicked', user: bot, until_date: 0 };
  const [before, after] = blocks ? [member, banned] : [banned, member];
  const head = { chat: chatOf(from), from: person(from), date: nowInSeconds() };
  return { my_chat_member: { ...head, old_chat_member: before, new_chat_member: after } };
}

export function chatOf(from: Person) {
  return { ...from, type: 'private' };
}

function message(from: Person, messageId: number, date = nowInSeconds()) {
  return { message_id: messageId, from: person(from), chat: chatOf(from), date };
}

function person(from: Person) {
  return { is_bot: false, language_code: 'es', ...from };
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
