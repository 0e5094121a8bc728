import { z } from 'zod';
import { optionalText } from './kinds';

/** The calendars elsewhere that can be connected. */
export const calendarVariables = {
  GOOGLE_OAUTH_CLIENT_ID: optionalText.describe('Of the OAuth client that connects calendars at Google'),
  GOOGLE_OAUTH_CLIENT_SECRET: optionalText,
  GOOGLE_CALENDAR_BASE_URL: z.url().optional().describe("One server that speaks like Google's three"),
  OUTLOOK_OAUTH_CLIENT_ID: optionalText.describe(
    'Of the application at Microsoft Entra that connects calendars at Microsoft',
  ),
  OUTLOOK_OAUTH_CLIENT_SECRET: optionalText,
  OUTLOOK_TENANT: z
    .string()
    .regex(/^[\w.-]+$/, 'common, or the id of one organisation')
    .default('common')
    .describe('Whose accounts can be connected'),
  OUTLOOK_CALENDAR_BASE_URL: z.url().optional().describe("One server that speaks like Microsoft's two"),
  CALENDAR_TIMEOUT_MS: z.coerce.number().int().min(100).default(8_000),
};
