import type { SentItem, SentMessage, SentOption } from '../../domain/conversations/conversation';
import type { MessageContent, FileKind } from '../../domain/messaging/content';
import { filesOf, mediaOf } from '../../domain/messaging/content';
import { outboundFile } from './outbound-file';
import type { TestFile } from './outbound-file';

const TYPES: Record<FileKind, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  document: 'application/pdf',
};

const ENDINGS: Record<FileKind, string> = { image: 'jpg', video: 'mp4', audio: 'ogg', document: 'pdf' };

const text = (length = 4): SentItem => ({ kind: 'text', text: 'Hola '.repeat(length / 4).slice(0, length) });
const own = (kind: FileKind, caption?: string): SentItem => ({
  kind,
  media: kind,
  ...(caption && { caption }),
});
const linked = (kind: FileKind): SentItem => ({ kind, url: `https://files.example/f.${ENDINGS[kind]}` });
const options = (count: number, label = 'Opción'): SentOption[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `${label} ${index}` }));

/** What scenarios say; each channel says it its own way. */
export const SCENARIO_MESSAGES: Record<string, SentMessage> = {
  'a text': { items: [text()] },
  'a text of 9,000 characters': { items: [text(9000)] },
  'a picture with words': { items: [own('image', 'Mira')] },
  'a picture with 1,500 characters of words': { items: [own('image', 'Mira '.repeat(300))] },
  'a video at an address': { items: [linked('video')] },
  'a sound with words': { items: [own('audio', 'Oye')] },
  'a document with words': { items: [own('document', 'Lee')] },
  'three pictures and a text': { items: [own('image'), linked('image'), own('image'), text()] },
  'two buttons under a text': { items: [text()], buttons: options(2) },
  'two buttons under 1,500 characters': { items: [text(1500)], buttons: options(2) },
  'two buttons under a video': { items: [own('video', '¿Qué tal?')], buttons: options(2) },
  'two buttons under a sound': { items: [own('audio')], buttons: options(2) },
  'seven buttons': { items: [text()], buttons: options(7) },
  'buttons with long words': { items: [text()], buttons: options(2, 'Una opción que dice mucho más') },
  'a list of nine': { items: [text()], list: { button: 'Ver', rows: options(9) } },
  'a list of thirty': { items: [text()], list: { button: 'Ver', rows: options(30) } },
};

/** The bot's own files of a content, which are called as their kinds are. */
export function filesFor(content: MessageContent): TestFile[] {
  const ids = new Set(mediaOf(content));
  return filesOf(content)
    .filter(({ media = '' }) => ids.delete(media))
    .map(({ kind, media = '' }) =>
      outboundFile({
        ...{ id: media, kind, mimeType: TYPES[kind] },
        publicUrl: `https://hilo.example/media/f.${ENDINGS[kind]}`,
      }),
    );
}
