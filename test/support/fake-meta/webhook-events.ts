import { randomUUID } from 'node:crypto';

/** The business's number, in Meta's two ways of naming it. */
export interface BusinessNumber {
  phoneNumberId: string;
  displayNumber: string;
}

/** One change of a webhook. */
export interface Change {
  field: string;
  value: object;
}

/** A person's message to the business. */
export interface InboundRequest {
  /** E.164, or a business-scoped id when the person hides the number. */
  from: string;
  /** The text; for another kind give `type` and `content`. */
  body?: string;
  type?: string;
  /** What stands under the kind's name, such as `{ id, mime_type }` of an image. */
  content?: object;
  /** A button or a list entry that was tapped. */
  tap?: Tap;
  profileName?: string;
  /** Give the same id twice for a duplicate delivery. */
  id?: string;
  /** Seconds, as Meta's. */
  timestamp?: number;
}

export interface Tap {
  kind: 'button' | 'list';
  id: string;
  title: string;
  description?: string;
  /** The message that held it. */
  messageId?: string;
}

/** What is reported of a message that the business sent. */
export interface StatusRequest {
  id: string;
  to: string;
  callbackData: string | null;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  code?: number | undefined;
}

export function newMessageId(): string {
  return `wamid.${Buffer.from(randomUUID()).toString('base64')}`;
}

/** An inbound message; whatsapp_business_messaging, IncomingMessageValueGeneral. */
export function inboundChange(request: InboundRequest, business: BusinessNumber): Change {
  const { from } = request;
  const { type, content } = contentOf(request);
  const profile = { name: request.profileName ?? 'Ana' };
  const hidden = !from.startsWith('+');
  const waId = from.slice(1);
  const contact = hidden ? { profile, user_id: from } : { profile, wa_id: waId };
  const message = {
    ...(hidden ? { from_user_id: from } : { from: waId }),
    id: request.id ?? newMessageId(),
    timestamp: String(request.timestamp ?? nowInSeconds()),
    type,
    [type]: content,
    ...(request.tap && {
      context: { from: business.displayNumber, id: request.tap.messageId ?? newMessageId() },
    }),
  };
  return { field: 'messages', value: { ...frame(business), contacts: [contact], messages: [message] } };
}

function contentOf({ tap, type, content, body = '' }: InboundRequest): { type: string; content: object } {
  if (!tap) return { type: type ?? 'text', content: content ?? { body } };
  const { kind, id, title, description } = tap;
  const reply = { id, title, ...(description !== undefined && { description }) };
  return { type: 'interactive', content: { type: `${kind}_reply`, [`${kind}_reply`]: reply } };
}

/** A delivery report; whatsapp_business_messaging, StatusMessageValue. */
export function statusChange(request: StatusRequest, business: BusinessNumber): Change {
  const { id, to, status, callbackData, code } = request;
  const person = to.startsWith('+') ? { recipient_id: to.slice(1) } : { recipient_user_id: to };
  const report = {
    id,
    status,
    timestamp: String(nowInSeconds()),
    ...person,
    ...(callbackData !== null && { biz_opaque_callback_data: callbackData }),
    ...(status !== 'failed' && { pricing: { billable: true, pricing_model: 'PMP', category: 'utility' } }),
    ...(code !== undefined && {
      errors: [{ code, title: 'Failed', message: 'Failed', error_data: { details: 'Failed' } }],
    }),
  };
  return { field: 'messages', value: { ...frame(business), statuses: [report] } };
}

/** A template's new state (message_template_status_update). */
export function templateChange(template: {
  name: string;
  language: string;
  event: string;
  reason?: string;
}): Change {
  const value = {
    event: template.event,
    message_template_id: 594_425_479_261_596,
    message_template_name: template.name,
    message_template_language: template.language,
    reason: template.reason ?? 'NONE',
  };
  return { field: 'message_template_status_update', value };
}

/** How people take a template by now (message_template_quality_update). */
export function qualityChange({
  name,
  language,
  score,
}: {
  name: string;
  language: string;
  score: string;
}): Change {
  const value = {
    previous_quality_score: 'GREEN',
    new_quality_score: score,
    message_template_id: 594_425_479_261_596,
    message_template_name: name,
    message_template_language: language,
  };
  return { field: 'message_template_quality_update', value };
}

/** A person's answer to "stop marketing messages" (user_preferences). */
export function preferenceChange(
  { from, value }: { from: string; value: 'stop' | 'resume' },
  business: BusinessNumber,
): Change {
  const person = from.startsWith('+') ? { wa_id: from.slice(1) } : { user_id: from };
  const preference = {
    ...person,
    detail: `User requested to ${value} marketing messages`,
    category: 'marketing_messages',
    value,
    timestamp: nowInSeconds(),
  };
  const content = {
    ...frame(business),
    contacts: [{ profile: { name: 'Ana' }, ...person }],
    user_preferences: [preference],
  };
  return { field: 'user_preferences', value: content };
}

function frame({ phoneNumberId, displayNumber }: BusinessNumber) {
  const metadata = { display_phone_number: displayNumber, phone_number_id: phoneNumberId };
  return { messaging_product: 'whatsapp', metadata };
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
