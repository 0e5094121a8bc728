import type { MessageContent, TemplateContent, TextContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { problemWithVariables } from '../template-variables';
import { isWhatsAppId, phoneOf } from '../whatsapp-id';
import { templateParameters } from './template-parameters';
import type { TemplateParameter } from './template-parameters';

interface Template {
  name: string;
  language: { policy: 'deterministic'; code: string };
  components?: { type: 'body'; parameters: TemplateParameter[] }[];
}

type CloudContent = { type: 'text'; text: { body: string } } | { type: 'template'; template: Template };

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
const LONGEST_TEXT = 4096;
/** `name:language`, as Meta writes both: `bienvenida:es_CO`. */
const TEMPLATE = /^([a-z0-9_]{1,512}):([a-z]{2,3}(?:_[A-Z]{2,3})?)$/;

/** Converts one message; content that Meta is known to refuse is refused here, before any call. */
export function toWhatsAppCloud({ content, to, attemptId }: OutboundMessage): CloudRequest {
  if (content.kind === 'bot-trigger') throw new Error('A bot trigger goes through the botpress channel');
  if (!isWhatsAppId(to)) {
    return {
      ok: false,
      refusal: rejected('recipient-invalid', 'The recipient is not a WhatsApp number or user id'),
    };
  }
  const converted = convert(content);
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

function convert(content: MessageContent): CloudContent | Rejected {
  if (content.kind === 'text') return fromText(content);
  if (content.kind === 'template') return fromTemplate(content);
  return rejected('content-unsupported', 'This kind of message is not sent yet');
}

function fromText({ text }: TextContent): CloudContent | Rejected {
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length > LONGEST_TEXT) {
    return rejected('text-too-long', `A WhatsApp message holds at most ${LONGEST_TEXT} characters`);
  }
  return { type: 'text', text: { body: text } };
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

function rejected(code: string, detail: string): Rejected {
  return { kind: 'rejected', code, detail, optedOut: false };
}
