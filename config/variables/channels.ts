import { z } from 'zod';
import { optionalText } from './kinds';

/** The providers that carry messages. */
export const channelVariables = {
  TWILIO_ACCOUNT_SID: optionalText,
  TWILIO_AUTH_TOKEN: optionalText,
  TWILIO_WHATSAPP_FROM: optionalText.describe('The sending number, E.164'),
  TWILIO_API_BASE_URL: z.url().optional().describe('A Twilio-shaped API other than api.twilio.com'),
  TWILIO_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  TWILIO_MESSAGES_PER_SECOND: z.coerce.number().positive().default(80),
  TWILIO_REPLY_IN_TWIML: z
    .enum(['true', 'false'])
    .default('true')
    .transform((written) => written === 'true')
    .describe('Puts a reply that is ready in time into the answer to the webhook'),
  META_GRAPH_BASE_URL: z.url().optional().describe('A Graph-shaped API other than graph.facebook.com'),
  TELEGRAM_API_BASE_URL: z.url().optional().describe('A Bot API other than api.telegram.org'),
  BOTPRESS_WEBHOOK_URL: z.url().optional().describe('Where a bot-trigger day is posted'),
  BOTPRESS_WEBHOOK_SECRET: optionalText.describe('x-bp-secret, both ways'),
  BOTPRESS_API_BASE_URL: z.url().optional().describe('The progress table API'),
  BOTPRESS_TOKEN: optionalText,
  BOTPRESS_BOT_ID: optionalText,
  BOTPRESS_PROGRESS_TABLE: optionalText,
};
