import type { Capabilities } from '../messaging/capabilities';
import type { ChoicesContent, FileRef, MessageContent } from '../messaging/content';
import type { SentMessage } from './conversation';
import { fileContents } from './rendering/albums';
import { changeInWords } from './rendering/changes';
import type { Change } from './rendering/changes';
import type { ChoicesForm } from './rendering/choices-form';
import { choicesForm } from './rendering/choices-form';
import { piecesOf, takesCaption } from './rendering/pieces';
import type { Piece, Rendering } from './rendering/rendering';
import { wordsFor } from './rendering/rendering';
import { splitBeforeLast, splitText } from './rendering/split-text';
import type { Language } from './scenario';

/** One message as a channel carries it. */
export interface RenderedMessage {
  /** Each is one message at the provider, in this order; empty when the channel can carry nothing of it. */
  contents: MessageContent[];
  /** What was changed. */
  changes: Change[];
  /** The same in words, for the dialog's log. */
  degraded: string[];
}

/**
 * Renders a message for a channel: nothing exceeds its capabilities, and what it lacks is said another way. The
 * language is for the few words of our own.
 */
export function renderMessage(
  message: SentMessage,
  capabilities: Capabilities,
  language: Language = 'es',
): RenderedMessage {
  const changes: Change[] = [];
  const rendering: Rendering = { capabilities, language, note: (change) => changes.push(change) };
  const contents = contentsOfMessage(message, rendering);
  return { contents, changes, degraded: changes.map(changeInWords) };
}

function contentsOfMessage(message: SentMessage, rendering: Rendering): MessageContent[] {
  const pieces = piecesOf(message.items, rendering);
  const form = choicesForm(message, rendering);
  if (!form) return contentsOf(pieces, rendering);
  if (form.kind === 'lines') return contentsOf(withLines(pieces, form.lines), rendering);
  const { before, choices } = underLast(pieces, form, rendering);
  return [...contentsOf(before, rendering), choices];
}

function contentsOf(pieces: readonly Piece[], rendering: Rendering): MessageContent[] {
  const contents: MessageContent[] = [];
  let files: FileRef[] = [];
  const flush = (): void => {
    contents.push(...fileContents(files, rendering));
    files = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'file') files.push(piece.file);
    else {
      flush();
      contents.push(...inTexts(piece.text, rendering).map((text) => ({ kind: 'text' as const, text })));
    }
  }
  flush();
  return contents;
}

function inTexts(text: string, { capabilities, note }: Rendering): string[] {
  const parts = splitText(text, capabilities.text);
  const { length } = parts;
  if (length > 1) note({ code: 'text-split', parts: length, most: capabilities.text, above: null });
  return parts;
}

function withLines(pieces: readonly Piece[], lines: string): Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== 'text') return [...pieces, { kind: 'text', text: lines }];
  return [...pieces.slice(0, -1), { kind: 'text', text: `${last.text}\n\n${lines}` }];
}

type Shown = Exclude<ChoicesForm, { kind: 'lines' }>;

/** The choices go under the last text, under the last file where that is allowed, or under its caption. */
function underLast(pieces: readonly Piece[], form: Shown, rendering: Rendering) {
  const last = pieces.at(-1);
  const earlier = pieces.slice(0, -1);
  if (last?.kind === 'text') return underText(earlier, withDescribed(last.text, form), { form, rendering });
  const choose = wordsFor('choose', rendering.language);
  if (!last) return underText([], withDescribed(choose, form), { form, rendering });
  const { caption = choose, ...file } = last.file;
  const words = withDescribed(caption, form);
  if (form.kind === 'buttons' && canHoldButtons(file, words, rendering)) {
    return { before: earlier, choices: { ...choicesOf(form, words), file } };
  }
  return underText([...earlier, { kind: 'file', file }], words, { form, rendering });
}

function canHoldButtons(file: FileRef, words: string, rendering: Rendering): boolean {
  const { buttons } = rendering.capabilities;
  if (buttons?.withFile !== true || !takesCaption(file, words, rendering)) return false;
  return words.length <= (buttons.body ?? Infinity);
}

/** What is too long above the choices goes out before them. */
function underText(
  earlier: readonly Piece[],
  words: string,
  { form, rendering }: { form: Shown; rendering: Rendering },
) {
  const { capabilities, note } = rendering;
  const last = capabilities[form.kind]?.body ?? capabilities.text;
  const parts = splitBeforeLast(words, { text: capabilities.text, last: Math.min(last, capabilities.text) });
  const { length } = parts;
  if (length > 1) note({ code: 'text-split', parts: length, most: last, above: 'choices' });
  const texts = parts.slice(0, -1).map((text) => ({ kind: 'text' as const, text }));
  return { before: [...earlier, ...texts], choices: choicesOf(form, parts.at(-1) ?? '') };
}

function choicesOf(form: Shown, text: string): ChoicesContent {
  const { options } = form;
  return { kind: 'choices', text, options, ...(form.kind === 'list' && { open: form.open }) };
}

function withDescribed(text: string, form: Shown): string {
  if (form.kind === 'list' || form.described.length === 0) return text;
  return `${text}\n\n${form.described.join('\n')}`;
}
