import type { ChoiceOption, FileKind, FileRef, MessageContent } from '../domain/messaging/content';
import type { Rejected } from '../domain/messaging/outcome';
import type { OutboundFile } from './channel';
import type { OwnFile } from './file-rules';

/** A stretch of a text that is shown otherwise, in UTF-16 units. */
export interface Emphasis {
  type: 'bold' | 'italic' | 'strikethrough' | 'code' | 'pre';
  offset: number;
  length: number;
}

/** Words as they are sent. */
export interface ShownWords {
  text: string;
  /** Null where the app reads the marks in the text itself; empty where they are shown as they are. */
  emphasis: Emphasis[] | null;
}

/** A file in a message: the bot's own by its id, another by its address. */
export interface ShownFile extends Pick<FileRef, 'kind' | 'media' | 'url'> {
  caption: ShownWords | null;
}

/** One message of a platform, read back from the very request that the adapter makes for its provider. */
export interface ShownMessage {
  files: ShownFile[];
  /** Null where the message has no words but its files' captions. */
  words: ShownWords | null;
  /** `open` is what opens a list; null for buttons. */
  choices: { open: string | null; options: ChoiceOption[] } | null;
}

/** What a platform would show of one message, or why its adapter would not send it. */
export type Shown = { ok: true; message: ShownMessage } | { ok: false; refusal: Rejected };

/** What is known of the bot's own file before anything is sent. */
export type PreviewFile = OwnFile & { kind: FileKind };

/** Shows a message as one platform would, without sending it: through the same conversion. */
export type ShowMessage = (content: MessageContent, files: readonly PreviewFile[]) => Shown;

const PREVIEW_ADDRESS = 'https://preview.invalid/';

/** The file as a conversion wants it: at a public address that names it, never sent before, and never read. */
export function previewed(file: PreviewFile): OutboundFile {
  return {
    ...file,
    platformFileId: null,
    publicUrl: `${PREVIEW_ADDRESS}${encodeURIComponent(file.id)}`,
    read: () => Promise.reject(new Error('A preview reads no file')),
    remember: () => Promise.resolve(),
  };
}

/** The file that a request names by its address. */
export function fileAt(address: string): Pick<FileRef, 'media' | 'url'> {
  if (!address.startsWith(PREVIEW_ADDRESS)) return { url: address };
  return { media: decodeURIComponent(address.slice(PREVIEW_ADDRESS.length)) };
}

/** Words whose marks the person's app reads; null where nobody knows them, as of a template without its body. */
export function forTheApp(text: string | null | undefined): ShownWords | null {
  return text === undefined || text === null ? null : { text, emphasis: null };
}
