import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { TEMPLATE_QUALITIES, TEMPLATE_STATUSES } from '../../../domain/templates/template';
import { pageFields, pageOf } from '../../paging';
import { phoneSchema } from '../../phone';
import { createSendBody } from '../sends/sends.schema';

const channel = z.enum(CHANNEL_NAMES);
const botId = z
  .uuid()
  .nullable()
  .meta({ description: "Null for the channel that this server's own settings set up" });

export const templateListQuery = z.strictObject({
  ...pageFields,
  status: z.enum(TEMPLATE_STATUSES).optional(),
  botId: z.uuid().optional(),
  template: z.string().min(1).max(600).optional().meta({ description: 'Only what a send calls so' }),
});

export const templateView = z
  .strictObject({
    id: z.uuid(),
    channel,
    botId,
    template: z.string().meta({ description: "What a send calls it: Twilio's ContentSid, or name:language" }),
    name: z.string(),
    language: z.string(),
    category: z.string().nullable(),
    status: z.enum(TEMPLATE_STATUSES).meta({
      description: 'What is paused, disabled, rejected or deleted is refused before anything is sent',
    }),
    quality: z.enum(TEMPLATE_QUALITIES),
    reason: z.string().nullable(),
    body: z.string().nullable(),
    toldAt: z.iso.datetime().meta({ description: 'When the provider last told of it' }),
  })
  .meta({ id: 'MessageTemplate' });

export const templatePage = pageOf(templateView);

const templatesOfSender = z
  .strictObject({
    syncedAt: z.iso.datetime().nullable().meta({ description: 'When its list was last asked for' }),
    count: z.int().nullable(),
    failure: z.string().nullable().meta({ description: 'Why the last list could not be had' }),
  })
  .meta({ id: 'TemplateSync' });

export const sendersView = z.strictObject({
  items: z.array(
    z
      .strictObject({
        channel,
        botId,
        botName: z.string().nullable(),
        isActive: z.boolean(),
        health: z.enum(['ok', 'attention']),
        reasons: z.array(z.string()).meta({ description: 'What to look at, in words' }),
        webhookUrl: z.string().nullable().meta({ description: 'Where the provider is to post' }),
        lastVerifiedAt: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'The last genuine webhook, to the minute; null where the bot is shared' }),
        lastRefusedAt: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'The last webhook with a wrong signature or secret, to the minute' }),
        messagesPerSecond: z
          .number()
          .nullable()
          .meta({ description: "The provider's usual limit of a sender; null where there is none" }),
        lastDay: z.strictObject({ sent: z.int(), failed: z.int(), unconfirmed: z.int() }),
        templates: templatesOfSender.nullable().meta({ description: 'Null where there are none' }),
      })
      .meta({ id: 'Sender' }),
  ),
});

export const syncStartedView = z.strictObject({ state: z.literal('started') });

export const testMessageBody = z.strictObject({
  sender: z.string().trim().min(1).max(200).optional().meta({
    description: 'A channel that is set up, or a bot: its name, its id, or name/platform',
  }),
  phone: phoneSchema,
  content: createSendBody.shape.content,
});
