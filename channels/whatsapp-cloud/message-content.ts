import { z } from 'zod';
import type { InboundMedia, InboundMessage } from '../channel';

type Content = Pick<InboundMessage, 'text' | 'media' | 'button'>;

const words = z.string().default('');
const text = z.looseObject({ text: z.looseObject({ body: words }) });
const templateButton = z.looseObject({ button: z.looseObject({ payload: z.string(), text: words }) });
const reply = z.looseObject({ id: z.string(), title: words });
const interactive = z.looseObject({
  interactive: z.union([
    z.looseObject({ button_reply: reply }).transform(({ button_reply }) => button_reply),
    z.looseObject({ list_reply: reply }).transform(({ list_reply }) => list_reply),
  ]),
});
const file = z.looseObject({
  id: z.string().min(1),
  mime_type: z.string().nullable().default(null),
  caption: words,
  filename: z.string().nullable().default(null),
});

/** How the content of each kind is read; a kind that is not here has no words. */
const READERS: Readonly<Record<string, (message: Record<string, unknown>) => Content>> = {
  text: (message) => ({ text: text.parse(message).text.body }),
  button: (message) => {
    const { button } = templateButton.parse(message);
    return { text: button.text, button: { id: button.payload } };
  },
  interactive: (message) => {
    const { id, title } = interactive.parse(message).interactive;
    return { text: title, button: { id } };
  },
  image: ({ image }) => fromFile('image', image),
  audio: ({ audio }) => fromFile('audio', audio),
  video: ({ video }) => fromFile('video', video),
  document: ({ document }) => fromFile('document', document),
  sticker: ({ sticker }) => fromFile('sticker', sticker),
};

/**
 * The words, file and tap of a message. A kind that Hilo does not know, or one in a form it does not know, has
 * no words, and is kept all the same: a person wrote.
 */
export function contentOf(type: string, message: Record<string, unknown>): Content {
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  try {
    return read?.(message) ?? { text: '' };
  } catch (error) {
    if (error instanceof z.ZodError) return { text: '' };
    throw error;
  }
}

function fromFile(kind: InboundMedia['kind'], raw: unknown): Content {
  const { id, mime_type: mimeType, caption, filename: fileName } = file.parse(raw);
  return { text: caption, media: [{ kind, providerFileId: id, mimeType, fileName, albumId: null }] };
}
