import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message';
import type { MessageContent, TemplateContent, TextContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { problemWithVariables } from '../template-variables';
import { isWhatsAppId } from '../whatsapp-id';
import { toAddress } from './address';

/** What the conversion needs to know of the sender. */
export interface TwilioAddressing {
  /** The sending number, E.164. */
  from: string;
  /** Where providers reach the API; without it no delivery reports come. */
  publicBaseUrl?: string | undefined;
}

/** What to ask of Twilio, or why it need not be asked. */
export type TwilioRequest =
  { ok: true; params: MessageListInstanceCreateOptions } | { ok: false; refusal: Rejected };

type TwilioContent = Pick<MessageListInstanceCreateOptions, 'body' | 'contentSid' | 'contentVariables'>;

/** A WhatsApp body may have 1,600 characters (Twilio 21617). */
const LONGEST_BODY = 1600;
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;
/** Asks Twilio to repeat a callback that met any failure, up to three times: otherwise it is lost. */
const CALLBACK_RETRIES = '#rc=3&rp=all';

/** Converts one message; content that Twilio is known to refuse is refused here, before any call. */
export function toTwilio(message: OutboundMessage, addressing: TwilioAddressing): TwilioRequest {
  const { content, to } = message;
  if (content.kind === 'bot-trigger') throw new Error('A bot trigger goes through the botpress channel');
  if (!isWhatsAppId(to))
    return refuse('recipient-invalid', 'The recipient is not a WhatsApp number or user id');
  const converted = convert(content);
  if ('kind' in converted) return { ok: false, refusal: converted };
  const callback = statusCallback(message.attemptId, addressing.publicBaseUrl);
  const params = { to: toAddress(to), from: toAddress(addressing.from), ...converted, ...callback };
  return { ok: true, params };
}

function convert(content: MessageContent): TwilioContent | Rejected {
  if (content.kind === 'text') return fromText(content);
  if (content.kind === 'template') return fromTemplate(content);
  return rejected('content-unsupported', 'This kind of message is not sent yet');
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

function statusCallback(attemptId: string, publicBaseUrl: string | undefined) {
  if (publicBaseUrl === undefined) return {};
  const base = publicBaseUrl.replace(/\/+$/, '');
  const query = new URLSearchParams({ a: attemptId }).toString();
  return { statusCallback: `${base}/api/webhook/twilio/status?${query}${CALLBACK_RETRIES}` };
}

function refuse(code: string, detail: string): TwilioRequest {
  return { ok: false, refusal: rejected(code, detail) };
}

function rejected(code: string, detail: string): Rejected {
  return { kind: 'rejected', code, detail, optedOut: false };
}
