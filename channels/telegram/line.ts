import type { Exchange, HttpExchange } from '../http-exchange';

/** One bot and how to reach it. The addresses hold the bot's token, so they are never part of what is said. */
export interface TelegramLine {
  exchange: HttpExchange;
  /** The Bot API's address of the bot, without a slash at the end. */
  methodsUrl: string;
  /** Where the files of people are. */
  filesUrl: string;
  timeouts: {
    /** For one whole call that carries no file. */
    callMs: number;
    /** For a file's way up or down. */
    fileMs: number;
  };
}

export interface TelegramAddress {
  botToken: string;
  /** A Bot API other than api.telegram.org. */
  apiBaseUrl?: string | undefined;
}

const TELEGRAM_API = 'https://api.telegram.org';

/** The two addresses of a bot (core.telegram.org/bots/api, making requests and getFile). */
export function addressesOf({ botToken, apiBaseUrl }: TelegramAddress) {
  const base = (apiBaseUrl ?? TELEGRAM_API).replace(/\/+$/, '');
  return { methodsUrl: `${base}/bot${botToken}`, filesUrl: `${base}/file/bot${botToken}` };
}

/** Calls a method that carries no file. */
export function callMethod(
  { exchange, methodsUrl, timeouts }: TelegramLine,
  method: string,
  parameters: object,
): Promise<Exchange> {
  return exchange({
    method: 'POST',
    url: `${methodsUrl}/${method}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
    timeoutMs: timeouts.callMs,
  });
}
