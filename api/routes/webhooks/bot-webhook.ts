import { z } from 'zod';
import type { NamedCredentials, Platform } from '../../../domain/conversations/platform-credentials';
import type { WebhookBot } from '../../inbound/webhook-bots';
import { storableJson } from '../../../domain/messaging/storable';
import type { WebhookRequest, WebhookVerifier } from '../../route';

/** An id that is none is refused as an unknown bot is, by the verifier. */
export const botParams = z.strictObject({ bot_id: z.string() });

/** The bot's own credentials on a platform; null where it uses the environment's. */
export function ownCredentials<P extends Platform>(bot: WebhookBot, platform: P) {
  if ('shared' in bot || bot.platform !== platform) return null;
  return bot.credentials as Extract<NamedCredentials, { platform: P }>['credentials'];
}

/** Lets in what the bot's credentials verify; an unknown bot looks like a wrong secret. */
export function fromPlatform(
  platform: Platform,
  genuine: (
    request: WebhookRequest,
    bot: WebhookBot,
    shared: { twilio: string | null; botpress: string | null },
  ) => boolean,
): WebhookVerifier {
  return (request, { webhookBots, webhookSecrets }) => {
    const shared = { twilio: webhookSecrets.twilioAuthToken, botpress: webhookSecrets.botpressSecret };
    return webhookBots.verify(platform, request.params['bot_id'] ?? '', (bot) =>
      genuine(request, bot, shared),
    );
  };
}

/** A body that was verified as bytes, as JSON that can be stored; undefined when it is none. */
export function readJson(body: Buffer): unknown {
  try {
    return storableJson(JSON.parse(body.toString('utf8')) as unknown);
  } catch {
    return undefined;
  }
}
