import type { ChoiceOption, ChoicesContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import { rejected } from '../rejection';
import { WHATSAPP_CLOUD_CAPABILITIES } from './capabilities';
import { toMedia } from './media-content';
import type { MetaFile, MetaMedia } from './media-content';

type Header = { type: 'image' | 'video' | 'document' } & Partial<
  Record<'image' | 'video' | 'document', MetaMedia>
>;

interface Row {
  id: string;
  title: string;
  description?: string;
}

/** Buttons or a list under words, in Meta's form. */
export type Interactive =
  | {
      type: 'button';
      header?: Header;
      body: { text: string };
      action: { buttons: { type: 'reply'; reply: { id: string; title: string } }[] };
    }
  | {
      type: 'list';
      body: { text: string };
      action: { button: string; sections: [{ rows: Row[] }] };
    };

export type ChoicesConversion = { ok: true; interactive: Interactive } | { ok: false; refusal: Rejected };

const LONGEST_BUTTON_ID = 256;
const LONGEST_ROW_ID = 200;
const { buttons: BUTTONS, list: LIST } = WHATSAPP_CLOUD_CAPABILITIES;
const LONGEST_BODY = BUTTONS?.body ?? 0;

/** Buttons where nothing opens a list, else a list of one section. */
export function toInteractive(content: ChoicesContent, files: readonly MetaFile[]): ChoicesConversion {
  const problem = problemWithText(content.text);
  if (problem) return refuse(problem);
  return content.open === undefined ? toButtons(content, files) : toList(content, content.open);
}

function toButtons(content: ChoicesContent, files: readonly MetaFile[]): ChoicesConversion {
  const limits = { most: BUTTONS?.most ?? 0, label: BUTTONS?.label ?? 0, id: LONGEST_BUTTON_ID };
  const problem = problemWithOptions(content.options, limits);
  if (problem) return refuse(problem);
  const header = headerOf(content, files);
  if (!header.ok) return header;
  const interactive: Interactive = {
    type: 'button',
    ...(header.header && { header: header.header }),
    body: { text: content.text },
    action: {
      buttons: content.options.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })),
    },
  };
  return { ok: true, interactive };
}

function toList(content: ChoicesContent, open: string): ChoicesConversion {
  if (content.file) return refuse('WhatsApp shows no file above a list: send the file apart');
  const limits = { most: LIST?.rows ?? 0, label: LIST?.label ?? 0, id: LONGEST_ROW_ID };
  const problem = problemWithOptions(content.options, limits) ?? problemWithList(content.options, open);
  if (problem) return refuse(problem);
  const rows = content.options.map(({ id, label, description }): Row => {
    return { id, title: label, ...(description && { description }) };
  });
  const interactive: Interactive = {
    type: 'list',
    body: { text: content.text },
    action: { button: open, sections: [{ rows }] },
  };
  return { ok: true, interactive };
}

type HeaderConversion = { ok: true; header: Header | null } | { ok: false; refusal: Rejected };

/** A sound has no place above buttons, and a file there has no caption of its own. */
function headerOf({ file }: ChoicesContent, files: readonly MetaFile[]): HeaderConversion {
  if (!file) return { ok: true, header: null };
  if (file.kind === 'audio') return refuse('WhatsApp shows no audio above buttons: send it apart');
  if (file.caption) return refuse('A file above buttons has no words of its own: put them into the text');
  const converted = toMedia(file, files);
  if (!converted.ok) return converted;
  return { ok: true, header: { type: file.kind, [file.kind]: converted.media } };
}

function problemWithText(text: string): string | null {
  if (text.trim() === '') return 'Buttons and lists need words above them';
  if (lengthOf(text) <= LONGEST_BODY) return null;
  return `WhatsApp takes at most ${LONGEST_BODY} characters above buttons or a list`;
}

function problemWithOptions(
  options: readonly ChoiceOption[],
  limits: { most: number; label: number; id: number },
): string | null {
  if (options.length === 0 || options.length > limits.most)
    return `WhatsApp takes 1 to ${limits.most} options here`;
  const labels = options.map(({ label }) => label.trim());
  if (labels.some((label) => label === '' || lengthOf(label) > limits.label)) {
    return `WhatsApp takes labels of 1 to ${limits.label} characters here`;
  }
  if (new Set(labels).size < labels.length) return 'Two options have the same label';
  const ids = options.map(({ id }) => id);
  if (ids.some((id) => id === '' || id !== id.trim() || lengthOf(id) > limits.id)) {
    return `WhatsApp takes option ids of 1 to ${limits.id} characters, without spaces around them`;
  }
  return new Set(ids).size < ids.length ? 'Two options have the same id' : null;
}

function problemWithList(options: readonly ChoiceOption[], open: string): string | null {
  const { open: longestOpen = 0, description: longest = 0 } = LIST ?? {};
  if (open.trim() === '' || lengthOf(open) > longestOpen) {
    return `What opens a list has 1 to ${longestOpen} characters`;
  }
  if (options.every(({ description = '' }) => lengthOf(description) <= longest)) return null;
  return `WhatsApp takes descriptions of at most ${longest} characters`;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function refuse(detail: string): { ok: false; refusal: Rejected } {
  return { ok: false, refusal: rejected('choices-invalid', detail) };
}
