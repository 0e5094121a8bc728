/**
 * The body of every answer to Telegram's webhook. It executes a `method` that it finds in there, so nothing of
 * what was received is ever in it.
 */
export const TELEGRAM_WEBHOOK_ANSWER = '{}';
