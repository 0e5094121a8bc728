import { fromTwilioAddress, toTwilioAddress } from './addresses';
import { newSid } from './ledger';

/** A person's message to the business. */
export interface InboundRequest {
  /** E.164, or a business-scoped id when the person hides the number. */
  from: string;
  body: string;
  /** The business's number; the fake's own sender when absent. */
  to?: string | undefined;
  profileName?: string | undefined;
  /** Give the same id twice for a duplicate delivery. */
  messageSid?: string | undefined;
  /** Files that come with the words; the fake keeps them, and the webhook says where. */
  media?: { contentType: string; base64: string; fileName?: string | undefined }[] | undefined;
  /** A quick reply of a template that was tapped. */
  button?: { payload: string; text: string } | undefined;
  /** Fields to add or replace, in Twilio's own names. */
  fields?: Record<string, string> | undefined;
}

/** A file of an inbound message, where Twilio keeps it. */
export interface InboundFile {
  url: string;
  contentType: string;
}

/** The form Twilio posts for an inbound WhatsApp message (twilio.com/docs/messaging/guides/webhook-request). */
export function inboundFields(
  request: InboundRequest,
  account: { accountSid: string; sender: string },
  files: readonly InboundFile[] = [],
) {
  const { from, body } = request;
  const sid = request.messageSid ?? newSid('SM');
  const hidesNumber = !from.startsWith('+');
  return {
    AccountSid: account.accountSid,
    ApiVersion: '2010-04-01',
    Body: body,
    From: toTwilioAddress(from),
    MessageSid: sid,
    MessageType: typeOf(request, files),
    NumMedia: String(files.length),
    NumSegments: '1',
    ProfileName: request.profileName ?? '',
    ReferralNumMedia: '0',
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    To: toTwilioAddress(request.to ?? account.sender),
    ...(hidesNumber ? { ExternalUserId: toTwilioAddress(from) } : { WaId: fromTwilioAddress(from).slice(1) }),
    ...Object.fromEntries(
      files.flatMap(({ url, contentType }, index) => [
        [`MediaUrl${index}`, url],
        [`MediaContentType${index}`, contentType],
      ]),
    ),
    ...(request.button && { ButtonPayload: request.button.payload, ButtonText: request.button.text }),
    ...request.fields,
  };
}

function typeOf({ button }: InboundRequest, [file]: readonly InboundFile[]): string {
  if (button) return 'button';
  if (!file) return 'text';
  const [family = ''] = file.contentType.split('/');
  return ['image', 'audio', 'video'].includes(family) ? family : 'document';
}
