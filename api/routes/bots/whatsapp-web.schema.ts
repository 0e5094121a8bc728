import { z } from 'zod';
import { SESSION_STATES } from '../../../channels/whatsapp-web/wire';

export const whatsAppWebParams = z.strictObject({ bot_id: z.uuid() });

export const whatsAppWebView = z
  .strictObject({
    state: z.enum(['off', 'no-answer', ...SESSION_STATES]).meta({
      description:
        'off: this server was started without WhatsApp Web; no-answer: the bridge to it cannot be reached; scan: a phone is to scan the code',
    }),
    qr: z
      .string()
      .nullable()
      .meta({ description: 'The text of the code to scan; each lasts some twenty seconds' }),
    number: z.string().nullable().meta({ description: 'Who is signed in, E.164' }),
    reason: z.string().nullable().meta({ description: 'What to know, or to do, about the state' }),
  })
  .meta({ id: 'WhatsAppWebSession' });
