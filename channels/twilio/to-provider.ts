import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message';
import type { FileContent, TemplateContent, TextContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import { problemWithVariables } from '../../domain/messaging/template-variables';
import type { OutboundFile, OutboundMessage } from '../channel';
import { ownFileOf, refusalOfFile } from '../file-rules';
import { rejected } from '../rejection';
import { isWhatsAppId } from '../whatsapp-id';
import { toAddress } from './address';
import { TWILIO_CAPABILITIES, TWILIO_TYPES } from './capabilities';
import { statusCallbackOf, type CallbackAddressing } from './status-callback';
import { sayable, type SayableContent } from '../sayable';

/** What the conversion needs to know of the sender. */
export interface TwilioAddressing extends CallbackAddressing {
  /** The sending number, E.164. */
  from: string;
}

/** What to ask of Twilio, or why it need not be asked. */
export type TwilioRequest =
  { ok: true; params: MessageListInstanceCreateOptions } | { ok: false; refusal: Rejected };

type TwilioContent = Pick<
  MessageListInstanceCreateOptions,
  'body' | 'mediaUrl' | 'contentSid' | 'contentVariables'
>;

const LONGEST_BODY = TWILIO_CAPABILITIES.text;
const FILE_RULES = { provider: 'Twilio', capabilities: TWILIO_CAPABILITIES, types: TWILIO_TYPES };
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;

/** Converts one message; content that Twilio is known to refuse is refused here, before any call. */
export function toTwilio(message: OutboundMessage, addressing: TwilioAddressing): TwilioRequest {
  const { content, to } = message;
  if (!isWhatsAppId(to))
    return refuse('recipient-invalid', 'The recipient is not a WhatsApp number or user id');
  const converted = convert(sayable(content), message.files);
  if ('kind' in converted) return { ok: false, refusal: converted };
  const statusCallback = statusCallbackOf(message.attemptId, addressing);
  const params = {
    to: toAddress(to),
    from: toAddress(addressing.from),
    ...converted,
    ...(statusCallback !== undefined && { statusCallback }),
  };
  return { ok: true, params };
}

function convert(content: SayableContent, files: readonly OutboundFile[] = []): TwilioContent | Rejected {
  switch (content.kind) {
    case 'text':
      return fromText(content);
    case 'template':
      return fromTemplate(content);
    case 'file':
      return fromFile(content, files);
    case 'choices':
    case 'album': {
      const detail =
        'Twilio takes buttons, lists and albums in approved templates only: send text and single files';
      return rejected('content-unsupported', detail);
    }
  }
}

/** Twilio takes no upload: it fetches the file, and checks its type, while it makes the message. */
function fromFile({ file }: FileContent, files: readonly OutboundFile[]): TwilioContent | Rejected {
  const own = ownFileOf(file, files);
  const refusal = refusalOfFile(file, own, FILE_RULES);
  if (refusal) return refusal;
  const address = own ? own.publicUrl : (file.url ?? null);
  if (address === null) {
    const detail =
      'Twilio fetches files from Hilo: set PUBLIC_BASE_URL to the address at which it reaches the API';
    return rejected('no-public-address', detail);
  }
  return { mediaUrl: [address], ...(file.caption && { body: file.caption }) };
}

function fromText({ text }: TextContent): TwilioContent | Rejected {
  if (text.trim() === '') return rejected('text-empty', 'The message has no text');
  if (Array.from(text).length > LONGEST_BODY) {
    return rejected('text-too-long', `A WhatsApp message holds at most ${LONGEST_BODY} characters`);
  }
  return { body: text };
}

function fromTemplate({ template, variables }: TemplateContent): TwilioContent | Rejected {
  if (!CONTENT_SID.test(template)) {
    return rejected('template-invalid', 'The template must be a Twilio ContentSid: HX and 32 hex digits');
  }
  const problem = problemWithVariables(variables);
  if (problem) return rejected('template-variable-invalid', problem);
  if (Object.keys(variables).length === 0) return { contentSid: template };
  return { contentSid: template, contentVariables: JSON.stringify(variables) };
}

function refuse(code: string, detail: string): TwilioRequest {
  return { ok: false, refusal: rejected(code, detail) };
}
