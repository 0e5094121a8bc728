import type { FileKind } from '../../domain/messaging/content';
import type { ShowMessage, ShownFile, ShownMessage, ShownWords } from '../shown-message';
import { previewed } from '../shown-message';
import type { InputMedia } from './album-content';
import type { MessageEntity } from './emphasis';
import type { InlineKeyboard } from './keyboard';
import { KIND_NAMES } from './media-content';
import type { Upload } from './media-content';
import { toTelegram } from './to-provider';
import type { TelegramCall } from './to-provider';

const ANY_CHAT = '1';
const KINDS: readonly FileKind[] = ['image', 'video', 'audio', 'document'];

/** What Telegram's app makes of a call: words with their entities, and a keyboard under them. */
export const showOnTelegram: ShowMessage = (content, files) => {
  const request = toTelegram({ content, to: ANY_CHAT, files: files.map(previewed) });
  return request.ok ? { ok: true, message: shown(request.call) } : request;
};

function shown({ parameters, uploads }: TelegramCall): ShownMessage {
  const { text, entities, media, reply_markup } = parameters;
  return {
    files: media ? media.map((item) => ofAlbum(item, uploads)) : singleOf(parameters, uploads),
    words: wordsOf(text, entities),
    choices: reply_markup ? { open: null, options: optionsOf(reply_markup) } : null,
  };
}

function ofAlbum({ type, media, caption, caption_entities }: InputMedia, uploads: readonly Upload[]) {
  const upload = uploads.find(({ field }) => media === `attach://${field}`);
  const file = upload ? { media: upload.file.id } : { url: media };
  return { kind: kindOf(type), ...file, caption: wordsOf(caption, caption_entities) };
}

function singleOf(parameters: TelegramCall['parameters'], uploads: readonly Upload[]): ShownFile[] {
  const caption = wordsOf(parameters.caption, parameters.caption_entities);
  return KINDS.flatMap((kind): ShownFile[] => {
    const { parameter } = KIND_NAMES[kind];
    const upload = uploads.find(({ field }) => field === parameter);
    if (upload) return [{ kind, media: upload.file.id, caption }];
    const url = parameters[parameter];
    return url === undefined ? [] : [{ kind, url, caption }];
  });
}

function kindOf(type: string): FileKind {
  const kind = KINDS.find((each) => KIND_NAMES[each].parameter === type);
  if (kind === undefined) throw new Error(`No kind of file is a ${type} at Telegram`);
  return kind;
}

function wordsOf(text: string | undefined, emphasis: MessageEntity[] = []): ShownWords | null {
  return text === undefined ? null : { text, emphasis };
}

function optionsOf({ inline_keyboard }: InlineKeyboard) {
  return inline_keyboard.flat().map(({ text, callback_data }) => ({ id: callback_data, label: text }));
}
