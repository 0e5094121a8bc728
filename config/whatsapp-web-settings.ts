import type { Env } from './env';

/** Where the bridge to WhatsApp Web is; without a token WhatsApp Web is off. */
export function whatsappWebSettings(env: Env): { bridgeUrl: string; token: string | undefined } {
  const bridgeUrl = env.WHATSAPP_WEB_URL ?? `http://127.0.0.1:${env.WHATSAPP_WEB_PORT}`;
  return { bridgeUrl, token: env.WHATSAPP_WEB ? env.WHATSAPP_WEB_TOKEN : undefined };
}
