import type { FileRef } from '../../messaging/content';
import type { SentItem } from '../conversation';
import type { Piece, Rendering } from './rendering';

type FileItem = Exclude<SentItem, { kind: 'text' }>;

/** The items in their order, each as the channel can carry it: captions that cannot stay become texts. */
export function piecesOf(items: readonly SentItem[], rendering: Rendering): Piece[] {
  return items
    .flatMap((item) => (item.kind === 'text' ? textPiece(item.text) : filePieces(item, rendering)))
    .filter((piece) => {
      const says = piece.kind === 'file' || piece.text.trim() !== '';
      if (!says) rendering.note({ code: 'empty-text-left-out' });
      return says;
    });
}

function textPiece(text: string): Piece[] {
  return [{ kind: 'text', text }];
}

function filePieces({ caption = '', ...file }: FileItem, rendering: Rendering): Piece[] {
  const { capabilities, note } = rendering;
  if (capabilities.files[file.kind] === undefined || (file.media ?? file.url) === undefined) {
    return inWords(file, caption, rendering);
  }
  if (caption.trim() === '') return [{ kind: 'file', file }];
  if (takesCaption(file, caption, rendering)) return [{ kind: 'file', file: { ...file, caption } }];
  const takesNone = !capabilities.caption.kinds.includes(file.kind);
  note({ code: 'caption-apart', file: file.kind, most: takesNone ? null : capabilities.caption.length });
  return [{ kind: 'file', file }, ...textPiece(caption)];
}

/** Whether the words fit under the file. */
export function takesCaption(
  file: FileRef,
  words: string,
  { capabilities: { caption } }: Rendering,
): boolean {
  return caption.kinds.includes(file.kind) && words.length <= caption.length;
}

function inWords({ kind, url }: FileRef, caption: string, { note }: Rendering): Piece[] {
  const words = [caption.trim(), url ?? ''].filter((part) => part !== '');
  note({ code: words.length === 0 ? 'file-left-out' : 'file-as-text', file: kind });
  return words.length === 0 ? [] : textPiece(words.join('\n'));
}
