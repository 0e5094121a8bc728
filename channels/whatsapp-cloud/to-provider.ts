import type { FileKind, TemplateContent, TextContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import { problemWithVariables } from '../../domain/messaging/template-variables';
import type { OutboundMessage } from '../channel';
import { rejected } from '../rejection';
import { isWhatsAppId, phoneOf } from '../whatsapp-id';
import { WHATSAPP_CLOUD_CAPABILITIES } from './capabilities';
import { toInteractive } from './choices-content';
import type { Interactive } from './choices-content';
import { toMedia } from './media-content';
import type { MetaFile, MetaMedia } from './media-content';
import { templateParameters } from './template-parameters';
import type { TemplateParameter } from './template-parameters';
import { sayable, type SayableContent } from '../sayable';

interface Template {
  name: string;
  language: { policy: 'deterministic'; code: string };
  components?: { type: 'body'; parameters: TemplateParameter[] }[];
}

type CloudContent =
  | { type: 'text'; text: { body: string; preview_url: false } }
  | { type: 'template'; template: Template }
  | { type: 'interactive'; interactive: Interactive }
  | ({ type: FileKind } & Partial<Record<FileKind, MetaMedia>>);

/** The body of Meta's messages call. */
export type CloudMessage = CloudContent & {
  messaging_product: 'whatsapp';
  recipient_type: 'individual';
  /** A number goes in `to`, a business-scoped id in `recipient`. */
  to?: string;
  recipient?: string;
  /** Comes back in every status report. */
  biz_opaque_callback_data: string;
};

/** What to ask of Meta, or why it need not be asked. */
export type CloudRequest = { ok: true; body: CloudMessage } | { ok: false; refusal: Rejected };

/** Meta's limit of a text's body. */
const LONGEST_TEXT = WHATSAPP_CLOUD_CAPABILITIES.text;
/** `name:language`, as Meta writes both: `bienvenida:es_CO`. */
const TEMPLATE = /^([a-z0-9_]{1,512}):([a-z]{2,3}(?:_[A-Z]{2,3})?)$/;

/**
 * Converts one message, with the bot's own files under the names Meta knows them by; content that Meta is known to
 * refuse is refused here, before any call.
 */
export function toWhatsAppCloud(
  { content, to, attemptId }: Pick<OutboundMessage, 'content' | 'to' | 'attemptId'>,
  files: readonly MetaFile[] = [],
): CloudRequest {
  if (!isWhatsAppId(to)) {
    const detail = 'The recipient is not a WhatsApp number or user id';
    return { ok: false, refusal: rejected('recipient-invalid', detail) };
  }
  const converted = convert(sayable(content), files);
  if ('kind' in converted) return { ok: false, refusal: converted };
  const body: CloudMessage = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(phoneOf(to) === null ? { recipient: to } : { to }),
    ...converted,
    biz_opaque_callback_data: attemptId,
  };
  return { ok: true, body };
}

function convert(content: SayableContent, files: readonly MetaFile[]): CloudContent | Rejected {
  switch (content.kind) {
    case 'text':
      return fromText(content);
    case 'template':
      return fromTemplate(content);
    case 'file': {
      const file = toMedia(content.file, files);
      return file.ok ? { type: file.kind, [file.kind]: file.media } : file.refusal;
    }
    case 'choices': {
      const choices = toInteractive(content, files);
      return choices.ok ? { type: 'interactive', interactive: choices.interactive } : choices.refusal;
    }
    case 'album':
      return rejected(
        'content-unsupported',
        'WhatsApp has no albums: send each file as a message of its own',
      );
  }
}

function fromText({ text }: TextContent): CloudContent | Rejected {
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length > LONGEST_TEXT) {
    return rejected('text-too-long', `A WhatsApp message holds at most ${LONGEST_TEXT} characters`);
  }
  return { type: 'text', text: { body: text, preview_url: false } };
}

function fromTemplate({ template, variables }: TemplateContent): CloudContent | Rejected {
  const [, name, code] = TEMPLATE.exec(template) ?? [];
  if (name === undefined || code === undefined) {
    const detail = 'The template must be its name and language at Meta, such as bienvenida:es_CO';
    return rejected('template-invalid', detail);
  }
  const problem = problemWithVariables(variables);
  if (problem) return rejected('template-variable-invalid', problem);
  const parameters = templateParameters(variables);
  if (!parameters.ok) return rejected('template-variable-invalid', parameters.problem);
  return {
    type: 'template',
    template: {
      name,
      language: { policy: 'deterministic', code },
      ...(parameters.list.length > 0 && { components: [{ type: 'body', parameters: parameters.list }] }),
    },
  };
}
