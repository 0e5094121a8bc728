import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { botIdOf } from './bot-id';
import { addressesOf, callMethod } from './line';
import { outcomeOfFailure } from './outcome';

export interface WebhookSettings {
  credentials: PlatformCredentials['telegram'];
  /** Where Telegram is to post updates: an https address. */
  url: string;
  /** A Bot API other than api.telegram.org. */
  apiBaseUrl?: string | undefined;
  exchange?: HttpExchange | undefined;
}

/** `refused` will be refused again: the token, the secret or the address is wrong. */
export type WebhookSet = { kind: 'set' } | { kind: 'refused' | 'later'; detail: string };

const TIMEOUT_MS = 10_000;
/** What parseTelegramUpdate reads; of everything else Telegram is not to tell. */
const UPDATES = ['message', 'callback_query', 'my_chat_member'];
/** What setWebhook takes as secret_token. */
const SECRET = /^[\w-]{1,256}$/;

/** Tells Telegram where to post a bot's updates (setWebhook). Updates that wait are kept. */
export async function setTelegramWebhook(settings: WebhookSettings): Promise<WebhookSet> {
  const { credentials, url, apiBaseUrl } = settings;
  const problem = problemWith(settings);
  if (problem !== null) return { kind: 'refused', detail: problem };
  const line = {
    ...addressesOf({ botToken: credentials.botToken, apiBaseUrl }),
    exchange: settings.exchange ?? createHttpExchange(),
    timeouts: { callMs: TIMEOUT_MS, fileMs: TIMEOUT_MS },
  };
  const result = await callMethod(line, 'setWebhook', {
    url,
    secret_token: credentials.webhookSecret,
    allowed_updates: UPDATES,
    drop_pending_updates: false,
  });
  if (result.kind === 'answered' && result.status === 200) return { kind: 'set' };
  if (result.kind === 'answered' && [401, 404].includes(result.status)) {
    return { kind: 'refused', detail: 'Telegram knows no such bot: check the bot token' };
  }
  if (result.kind === 'answered' && result.status === 400) {
    return {
      kind: 'refused',
      detail: 'Telegram refuses the address: it must be public https, on port 443, 80, 88 or 8443',
    };
  }
  const outcome = outcomeOfFailure(result);
  return { kind: 'later', detail: 'detail' in outcome ? outcome.detail : 'Telegram did not answer' };
}

function problemWith({ credentials, url }: WebhookSettings): string | null {
  try {
    botIdOf(credentials.botToken);
  } catch (error) {
    return error instanceof Error ? error.message : 'The bot token is wrong';
  }
  if (!SECRET.test(credentials.webhookSecret)) {
    return 'The webhook secret must have 1 to 256 letters, digits, hyphens or underscores';
  }
  const isHttps = URL.canParse(url) && new URL(url).protocol === 'https:';
  return isHttps ? null : 'Telegram posts to https addresses only: set PUBLIC_BASE_URL to one';
}
