import { z } from 'zod';
import { optionalText, port } from './kinds';

/** WhatsApp Web: the bridge and the browser behind it. */
export const whatsappWebVariables = {
  WHATSAPP_WEB: z
    .enum(['0', '1'])
    .default('0')
    .transform((written) => written === '1')
    .describe('1 lets bots use WhatsApp Web, which WhatsApp forbids: docs/operations.md has what it takes'),
  WHATSAPP_WEB_TOKEN: z
    .string()
    .min(32)
    .optional()
    .describe('What the bridge to WhatsApp Web lets in with, and signs with; npm start makes one'),
  WHATSAPP_WEB_URL: z
    .url()
    .optional()
    .describe('Where the bridge is; by default at its port on this machine'),
  WHATSAPP_WEB_HOST: z.string().default('127.0.0.1').describe('Address the bridge listens on'),
  WHATSAPP_WEB_PORT: port(3010).describe('Port of the bridge'),
  WHATSAPP_WEB_MODULE: z
    .string()
    .default('whatsapp-web.js')
    .describe('The library of the bridge, by its name or the folder it was installed in'),
  CHROMIUM_PATH: optionalText.describe('The browser that the bridge starts'),
};
