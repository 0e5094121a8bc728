import { z } from 'zod';

/** How the emails of alerts and invitations go out. */
export const emailVariables = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]/, 'an address such as smtp://user:password@host:587')
    .optional()
    .describe('The mail server that takes the emails of alerts and invitations'),
  ALERT_FROM: z.email().optional().describe('Whom these emails are from'),
};
