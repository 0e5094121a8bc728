import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { FILE_KINDS } from '../../../domain/messaging/content';
import { SEND_STATES } from '../../../domain/messaging/send';
import { pageFields, pageOf } from '../../paging';
import { phoneSchema } from '../../phone';

/** WhatsApp's limit through Twilio. */
const MAX_TEXT = 1600;

const textContent = z.strictObject({
  kind: z.literal('text'),
  text: z.string().trim().min(1, 'write the message').max(MAX_TEXT),
});
const templateContent = z.strictObject({
  kind: z.literal('template'),
  template: z.string().trim().min(1, "write the provider's template id").max(200),
  variables: z.record(z.string().max(80), z.string().max(MAX_TEXT)).default({}),
  preview: z.string().max(MAX_TEXT).exactOptional(),
});
const botTriggerContent = z.strictObject({
  kind: z.literal('bot-trigger'),
  session: z.int(),
  day: z.int(),
});

const fileRef = z.strictObject({
  kind: z.enum(FILE_KINDS),
  media: z.string().exactOptional(),
  url: z.string().exactOptional(),
  caption: z.string().exactOptional(),
});
const choicesContent = z.strictObject({
  kind: z.literal('choices'),
  text: z.string(),
  file: fileRef.exactOptional(),
  options: z.array(
    z.strictObject({ id: z.string(), label: z.string(), description: z.string().exactOptional() }),
  ),
  open: z.string().exactOptional(),
});

/** What a send of the list carries: bots send more kinds than this address takes. */
export const sendContentView = z.discriminatedUnion('kind', [
  textContent.extend({ text: z.string(), confirmsOptOut: z.literal(true).exactOptional() }),
  templateContent,
  botTriggerContent,
  z.strictObject({
    kind: z.literal('scenario'),
    bot: z.string(),
    scenario: z.string(),
    enrollmentId: z.uuid(),
    contactId: z.uuid(),
    session: z.int(),
    day: z.int(),
  }),
  z.strictObject({ kind: z.literal('file'), file: fileRef }),
  z.strictObject({ kind: z.literal('album'), files: z.array(fileRef) }),
  choicesContent,
]);

export const sendParams = z.strictObject({ id: z.uuid() });

export const sendListQuery = z.strictObject({
  ...pageFields,
  state: z.enum(SEND_STATES).optional(),
  channel: z.enum(CHANNEL_NAMES).optional(),
  contactId: z.uuid().optional(),
});

export const createSendBody = z.strictObject({
  to: z.union([z.strictObject({ contactId: z.uuid() }), z.strictObject({ phone: phoneSchema })]),
  channel: z
    .enum(['simulator', 'twilio'])
    .optional()
    .meta({ description: 'By default twilio where it is set up, else the simulator' }),
  content: z.discriminatedUnion('kind', [textContent, templateContent]),
});

export const sendView = z
  .strictObject({
    id: z.uuid(),
    contactId: z.uuid(),
    channel: z.enum(CHANNEL_NAMES),
    content: sendContentView,
    state: z.enum(SEND_STATES),
    attempts: z.int(),
    providerId: z.string().nullable(),
    result: z.strictObject({ code: z.string().nullable(), detail: z.string().nullable() }).nullable(),
    origin: z.string().meta({ description: 'What asked for it: its idempotency key' }),
    createdAt: z.iso.datetime(),
    dispatchedAt: z.iso.datetime().nullable(),
    settledAt: z.iso.datetime().nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Send' });

export const sendPage = pageOf(sendView);

export const sendSummaryView = z
  .strictObject({
    total: z.int(),
    byState: z.record(z.string(), z.int()),
    byChannel: z.record(z.string(), z.record(z.string(), z.int())),
  })
  .meta({ id: 'SendSummary' });
