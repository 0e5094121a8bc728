import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel } from '../channel';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { botIdOf } from './bot-id';
import { TELEGRAM_CAPABILITIES } from './capabilities';
import { fetchFromTelegram } from './fetch-file';
import { addressesOf, callMethod } from './line';
import type { TelegramAddress, TelegramLine } from './line';
import { sendThroughTelegram } from './send';

/** `botToken` is as BotFather gives it: the bot's id, a colon, a secret. */
export interface TelegramSettings extends TelegramAddress {
  /** For one whole call; 10 s when absent. */
  timeoutMs?: number | undefined;
  /** For a call with files, or a file's way down; 15 s when absent, so that all of a send ends within the ledger's lease. */
  fileTimeoutMs?: number | undefined;
  /** The bot's rate; 30 when absent, what Telegram's own FAQ names. */
  messagesPerSecond?: number | undefined;
  /** The HTTP client, when not the channel's own. */
  exchange?: HttpExchange | undefined;
}

/** A turn does not wait longer for a courtesy. */
const TAP_TIMEOUT_MS = 3_000;

/** One Telegram bot. Telegram reports no deliveries and lists no sent messages, so there is no `findSent`. */
export function createTelegramChannel(settings: TelegramSettings): Channel {
  const { timeoutMs = 10_000, fileTimeoutMs = 15_000 } = settings;
  const line: TelegramLine = {
    ...addressesOf(settings),
    exchange: settings.exchange ?? createHttpExchange(),
    timeouts: { callMs: timeoutMs, fileMs: fileTimeoutMs },
  };
  return {
    name: 'telegram',
    sender: botIdOf(settings.botToken),
    messagesPerSecond: settings.messagesPerSecond ?? 30,
    windowApplies: hasWindow('telegram'),
    capabilities: TELEGRAM_CAPABILITIES,
    send: (message) => sendThroughTelegram(line, message),
    fetchFile: (file) => fetchFromTelegram(line, file),
    answerTap: async (tapId) => {
      // Whatever comes of it: the person's phone stops waiting by itself after a while.
      const quick = { ...line, timeouts: { ...line.timeouts, callMs: Math.min(timeoutMs, TAP_TIMEOUT_MS) } };
      await callMethod(quick, 'answerCallbackQuery', { callback_query_id: tapId });
    },
  };
}
