import type { ChoiceOption, ChoicesContent, FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { fileNameAt, ownFileOf, refusalOfFile } from '../file-rules';
import type { FileRules } from '../file-rules';
import { rejected } from '../rejection';
import { sayable } from '../sayable';
import { BOTPRESS_CAPABILITIES } from './capabilities';

/** A file at an address the receiver can fetch it from. */
export interface CallbackFile {
  kind: FileRef['kind'];
  url: string;
  fileName?: string;
  mimeType?: string;
}

/** What is posted to a bot's callback address; docs/operations.md describes it for whoever receives it. */
export interface CallbackMessage {
  /** The same whenever the same message is posted. */
  messageId: string;
  conversationId: string;
  type: 'text' | 'file' | 'choices';
  text?: string;
  file?: CallbackFile;
  options?: ChoiceOption[];
  /** What opens the options where they are a list. */
  open?: string;
}

export type MessageConversion = { ok: true; body: CallbackMessage } | { ok: false; refusal: Rejected };

type Said = Omit<CallbackMessage, 'messageId' | 'conversationId'>;
type Files = OutboundMessage['files'];

const RULES: FileRules = {
  provider: 'The webhook',
  capabilities: BOTPRESS_CAPABILITIES,
  types: { image: null, video: null, audio: null, document: null },
};

/** Converts one message; the person is known by the conversation alone. */
export function toCallback({ content, to, files, sendId }: OutboundMessage): MessageConversion {
  const said = convert(sayable(content), files);
  if ('kind' in said) return { ok: false, refusal: said };
  return { ok: true, body: { messageId: sendId, conversationId: to, ...said } };
}

function convert(content: ReturnType<typeof sayable>, files: Files): Said | Rejected {
  switch (content.kind) {
    case 'text':
      return fromText(content.text);
    case 'file':
      return fromFile(content.file, files);
    case 'choices':
      return fromChoices(content, files);
    case 'album':
      return rejected(
        'content-unsupported',
        'The webhook has no albums: send each file as a message of its own',
      );
    case 'template':
      return rejected('template-unsupported', 'The webhook has no templates: send the words as text');
  }
}

function fromText(text: string): Said | Rejected {
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length <= BOTPRESS_CAPABILITIES.text) return { type: 'text', text };
  return rejected('text-too-long', `The webhook takes at most ${BOTPRESS_CAPABILITIES.text} characters`);
}

function fromFile(ref: FileRef, files: Files): Said | Rejected {
  const own = ownFileOf(ref, files);
  const refusal = refusalOfFile(ref, own, RULES);
  if (refusal) return refusal;
  const url = own ? own.publicUrl : (ref.url ?? null);
  if (url === null) {
    const detail = "The receiver fetches the bot's files from a public address: set PUBLIC_BASE_URL to one";
    return rejected('no-public-address', detail);
  }
  const fileName = own ? own.fileName : fileNameAt(url);
  return {
    type: 'file',
    file: {
      ...{ kind: ref.kind, url },
      ...(fileName !== null && { fileName }),
      ...(own && { mimeType: own.mimeType }),
    },
    ...(ref.caption && { text: ref.caption }),
  };
}

function fromChoices({ file, text, options, open }: ChoicesContent, files: Files): Said | Rejected {
  if (options.length === 0) return rejected('choices-invalid', 'There is nothing to choose');
  const words = file ? fromFile({ ...file, caption: text }, files) : fromText(text);
  if ('kind' in words) return words;
  return { ...words, type: 'choices', options, ...(open !== undefined && { open }) };
}
