import type { InboundMedia, InboundMessage } from '../channel';
import type { CallbackQuery, TelegramMessage } from './update-shape';

type Content = Pick<InboundMessage, 'text' | 'media' | 'button'>;

/** The words and file of a message; what Hilo does not know (a poll, a place) has no words. */
export function contentOf(message: TelegramMessage): Content {
  const media = mediaOf(message);
  const text = message.text ?? message.caption ?? '';
  return media ? { text, media: [media] } : { text };
}

/** A tap: its data, the id to answer it by, and the words on the button where the message still shows them. */
export function tapOf({ id, data = '', message }: CallbackQuery): Content {
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  const text = buttons.find(({ callback_data }) => callback_data === data)?.text ?? '';
  return { text, button: { id: data, tapId: id } };
}

/** An animation also comes as a document, for programs that know no animations: the document is looked at last. */
function mediaOf(message: TelegramMessage): InboundMedia | null {
  const candidates: [InboundMedia['kind'], typeof message.document][] = [
    ['image', message.photo?.at(-1)],
    ['audio', message.voice ?? message.audio],
    ['video', message.video ?? message.video_note ?? message.animation],
    ['sticker', message.sticker],
    ['document', message.document],
  ];
  for (const [kind, file] of candidates) {
    if (!file) continue;
    return {
      kind,
      providerFileId: file.file_id,
      mimeType: file.mime_type ?? null,
      fileName: file.file_name ?? null,
      albumId: message.media_group_id ?? null,
    };
  }
  return null;
}
