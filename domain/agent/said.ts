import type { FileKind } from '../messaging/content';

/** What a contact wrote or sent, as the transcript has it. */
export interface Said {
  text: string;
  files: readonly (FileKind | 'sticker')[];
}

/** Characters of one message that a model is given. */
export const LONGEST_SAID = 4000;

const FILE_WORDS: Readonly<Record<Said['files'][number], string>> = {
  image: 'una imagen',
  audio: 'un audio',
  video: 'un video',
  document: 'un documento',
  sticker: 'un sticker',
};

/** A message as models are told it: what is too long is cut, and files are named, each with a note that says so. */
export function saidToModel({ text, files }: Said): string {
  const short = cut(text.trim());
  const notes = [...new Set(files)].map(
    (kind) => `[Llegó ${FILE_WORDS[kind]}, que no puedes ver ni escuchar.]`,
  );
  return [short, ...notes].filter((part) => part !== '').join('\n');
}

function cut(text: string): string {
  if (text.length <= LONGEST_SAID) return text;
  const kept = text.slice(0, LONGEST_SAID).toWellFormed();
  return `${kept}\n[El mensaje tiene ${text.length} caracteres: aquí están los primeros ${LONGEST_SAID}.]`;
}

const NOTE = /^\[(?:Llegó .+, que no puedes ver ni escuchar|El mensaje tiene \d+ caracteres: .+)\.\]$/gmu;

/** What was written in a message that models are told so, and whether there was anything else to it. */
export function withoutNotes(text: string): { text: string; isNoted: boolean } {
  const words = text.replace(NOTE, '').trim();
  return { text: words, isNoted: words !== text.trim() };
}
