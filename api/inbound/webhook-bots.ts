import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { OpenedCredentials, PlatformCredentials } from '../../db/repositories/platform-credentials';
import type { WebhookNote } from '../../db/repositories/senders';
import type { Platform } from '../../domain/conversations/platform-credentials';

/** A bot's credentials on a platform, and whose it is. */
export type WebhookBot = OpenedCredentials & { accountId: string };

export interface WebhookBots {
  /** Null for what is unknown, on a platform that is switched off, or no id at all. */
  open(platform: Platform, botId: string): Promise<WebhookBot | null>;
  /** Whether the credentials verify; those kept in memory are read again before the answer is no. */
  verify(platform: Platform, botId: string, genuine: (bot: WebhookBot) => boolean): Promise<boolean>;
}

/**
 * A platform that was switched off or removed is let in half a minute longer: what comes is stored, and nothing is
 * said. A secret that was changed works at once, because `verify` reads it again.
 */
const KEPT_MS = 30_000;
/** A stranger who guesses makes us read one row a second of a bot, not one a request. */
const READ_AGAIN_MS = 1_000;
const KEPT_BOTS = 1_000;
const botIdSchema = z.uuid();

/** A bot's webhooks are noted once so often: every message writes nothing more. */
const NOTED_EVERY_MS = 60_000;

export interface WebhookBotsParts {
  now?: () => number;
  /** Told now and then of a bot's genuine webhooks, and of others; what it fails with is nobody's to answer. */
  note?: (note: WebhookNote) => Promise<void>;
}

/** Credentials for webhooks, kept in memory for a moment so that an acknowledgement waits for no decryption. */
export function createWebhookBots(
  credentials: Pick<PlatformCredentials, 'openForWebhook'>,
  { now = () => Date.now(), note }: WebhookBotsParts = {},
): WebhookBots {
  const kept = new LRUCache<string, { bot: WebhookBot; readAt: number }>({ max: KEPT_BOTS });
  const noted = new LRUCache<string, number>({ max: 2 * KEPT_BOTS });

  const read = async (platform: Platform, botId: string): Promise<WebhookBot | null> => {
    const bot = await credentials.openForWebhook(platform, botId);
    if (bot) kept.set(`${platform}:${botId}`, { bot, readAt: now() });
    else kept.delete(`${platform}:${botId}`);
    return bot;
  };

  const open = async (platform: Platform, botId: string): Promise<WebhookBot | null> => {
    if (!botIdSchema.safeParse(botId).success) return null;
    const known = kept.get(`${platform}:${botId}`);
    return known && now() - known.readAt < KEPT_MS ? known.bot : read(platform, botId);
  };

  return {
    open,
    async verify(platform, botId, genuine) {
      const bot = await open(platform, botId);
      if (!bot) return false;
      const verified = genuine(bot) || (await verifiesAgain(platform, botId, genuine));
      noteNow({ accountId: bot.accountId, botId, platform, genuine: verified });
      return verified;
    },
  };

  async function verifiesAgain(
    platform: Platform,
    botId: string,
    genuine: (bot: WebhookBot) => boolean,
  ): Promise<boolean> {
    const known = kept.get(`${platform}:${botId}`);
    if (!known || now() - known.readAt < READ_AGAIN_MS) return false;
    const fresh = await read(platform, botId);
    return fresh !== null && genuine(fresh);
  }

  function noteNow(seen: WebhookNote): void {
    const key = `${seen.platform}:${seen.botId}:${seen.genuine}`;
    if (!note || now() - (noted.get(key) ?? -NOTED_EVERY_MS) < NOTED_EVERY_MS) return;
    noted.set(key, now());
    note(seen).catch(() => noted.delete(key));
  }
}
