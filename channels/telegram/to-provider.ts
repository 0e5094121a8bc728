import type { ChoicesContent, FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { rejected } from '../rejection';
import { sayable } from '../sayable';
import type { SayableContent } from '../sayable';
import { toAlbum } from './album-content';
import type { InputMedia } from './album-content';
import { TELEGRAM_CAPABILITIES } from './capabilities';
import { captioned, emphasized } from './emphasis';
import type { MessageEntity } from './emphasis';
import { toKeyboard } from './keyboard';
import type { InlineKeyboard } from './keyboard';
import { KIND_NAMES, toMedia } from './media-content';
import type { Upload } from './media-content';

/** The parameters of sendMessage, sendPhoto and its like, and sendMediaGroup. */
export interface TelegramParameters {
  chat_id: number;
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: string;
  video?: string;
  audio?: string;
  document?: string;
  media?: InputMedia[];
  reply_markup?: InlineKeyboard;
}

/** One call of the Bot API. */
export interface TelegramCall {
  method: string;
  parameters: TelegramParameters;
  /** Travel with the call as parts of a form. */
  uploads: Upload[];
}

export type TelegramRequest = { ok: true; call: TelegramCall } | { ok: false; refusal: Rejected };

const LONGEST_TEXT = TELEGRAM_CAPABILITIES.text;
/** A chat's id has at most 52 bits, so a number holds it; a group's is negative. */
const CHAT_ID = /^-?[1-9]\d{0,15}$/;

type Files = OutboundMessage['files'];
type Converted =
  { call: Omit<TelegramCall, 'parameters'>; parameters: Omit<TelegramParameters, 'chat_id'> } | Rejected;

/** Converts one message; content that Telegram has no way to carry is refused here, before any call. */
export function toTelegram({
  content,
  to,
  files,
}: Pick<OutboundMessage, 'content' | 'to' | 'files'>): TelegramRequest {
  if (!CHAT_ID.test(to)) {
    return { ok: false, refusal: rejected('recipient-invalid', 'The recipient is not a Telegram chat id') };
  }
  const converted = convert(sayable(content), files);
  if ('kind' in converted) return { ok: false, refusal: converted };
  return {
    ok: true,
    call: { ...converted.call, parameters: { chat_id: Number(to), ...converted.parameters } },
  };
}

function convert(content: SayableContent, files: Files): Converted {
  switch (content.kind) {
    case 'text':
      return fromText(content.text);
    case 'file':
      return fromFile(content.file, files);
    case 'choices':
      return fromChoices(content, files);
    case 'album': {
      const album = toAlbum(content, files);
      if (!album.ok) return album.refusal;
      return {
        call: { method: 'sendMediaGroup', uploads: album.uploads },
        parameters: { media: album.media },
      };
    }
    case 'template':
      return rejected('template-unsupported', 'Telegram has no templates: send the words as text');
  }
}

function fromText(marked: string): Converted {
  const { text, entities } = emphasized(marked);
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length > LONGEST_TEXT) {
    return rejected('text-too-long', `A Telegram message holds at most ${LONGEST_TEXT} characters`);
  }
  const parameters = entities.length > 0 ? { text, entities } : { text };
  return { call: { method: 'sendMessage', uploads: [] }, parameters };
}

function fromFile(ref: FileRef, files: Files): Converted {
  const converted = toMedia(ref, files);
  if (!converted.ok) return converted.refusal;
  const { method, parameter } = KIND_NAMES[ref.kind];
  const caption = captioned(ref.caption);
  if (converted.upload) {
    return { call: { method, uploads: [{ field: parameter, file: converted.upload }] }, parameters: caption };
  }
  return { call: { method, uploads: [] }, parameters: { [parameter]: converted.media, ...caption } };
}

function fromChoices(content: ChoicesContent, files: Files): Converted {
  const { file, text } = content;
  const keyboard = toKeyboard(content);
  if ('problem' in keyboard) return rejected('choices-invalid', keyboard.problem);
  const words = file ? fromFile({ ...file, caption: text }, files) : fromText(text);
  if ('kind' in words) return words;
  return { call: words.call, parameters: { ...words.parameters, reply_markup: keyboard } };
}
