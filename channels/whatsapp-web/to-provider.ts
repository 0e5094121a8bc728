import type { FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundFile, OutboundMessage } from '../channel';
import { ownFileOf, refusalOfFile } from '../file-rules';
import { rejected } from '../rejection';
import { sayable, type SayableContent } from '../sayable';
import { isWebAddress } from './address';
import { WHATSAPP_WEB_CAPABILITIES, WHATSAPP_WEB_TYPES } from './capabilities';

const RULES = {
  provider: 'WhatsApp Web',
  capabilities: WHATSAPP_WEB_CAPABILITIES,
  types: WHATSAPP_WEB_TYPES,
};

/** A file on its way out: the bot's own, or one at an address. */
export interface WebFile {
  ref: FileRef;
  own: OutboundFile | null;
}

/** What to ask of the bridge, its file yet to be read, or why it need not be asked. */
export type WebRequest = { ok: true; text: string; file: WebFile | null } | { ok: false; refusal: Rejected };

interface Said {
  text: string;
  file: WebFile | null;
}

/** Converts one message; content that cannot go is refused here, before any call. */
export function toWhatsAppWeb({ to, content, files }: OutboundMessage): WebRequest {
  if (!isWebAddress(to)) return refuse('recipient-invalid', 'The recipient is not a number on WhatsApp');
  const said = convert(sayable(content), files);
  return 'kind' in said ? { ok: false, refusal: said } : { ok: true, ...said };
}

function convert(content: SayableContent, files: readonly OutboundFile[] = []): Said | Rejected {
  switch (content.kind) {
    case 'text':
      return fromText(content.text);
    case 'file':
      return fromFile(content.file, files);
    case 'template':
      return rejected('template-unsupported', 'WhatsApp Web has no templates: send the words as text');
    case 'choices':
    case 'album':
      return rejected('content-unsupported', 'WhatsApp Web takes text and single files: send those');
  }
}

function fromText(text: string): Said | Rejected {
  const most = WHATSAPP_WEB_CAPABILITIES.text;
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length <= most) return { text, file: null };
  return rejected('text-too-long', `A message through WhatsApp Web holds at most ${most} characters`);
}

function fromFile(ref: FileRef, files: readonly OutboundFile[]): Said | Rejected {
  const own = ownFileOf(ref, files);
  return refusalOfFile(ref, own, RULES) ?? { text: ref.caption ?? '', file: { ref, own } };
}

function refuse(code: string, detail: string): WebRequest {
  return { ok: false, refusal: rejected(code, detail) };
}
