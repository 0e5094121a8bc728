import type { ChoicesContent } from '../../domain/messaging/content';
import { TELEGRAM_CAPABILITIES } from './capabilities';

/** One button a row, as a phone shows them in full (InlineKeyboardMarkup). */
export interface InlineKeyboard {
  inline_keyboard: { text: string; callback_data: string }[][];
}

/** Telegram's limit of a button's data, in bytes of UTF-8. */
const LONGEST_DATA = 64;

/** The keyboard of a message, or why Telegram would not take it; a tap brings back the option's id. */
export function toKeyboard({ options }: ChoicesContent): InlineKeyboard | { problem: string } {
  const problem = problemWith(options);
  if (problem !== null) return { problem };
  return { inline_keyboard: options.map(({ id, label }) => [{ text: label, callback_data: id }]) };
}

function problemWith(options: ChoicesContent['options']): string | null {
  const most = TELEGRAM_CAPABILITIES.buttons?.most ?? 0;
  if (options.length === 0 || options.length > most) return `Telegram takes 1 to ${most} buttons here`;
  if (options.some(({ label }) => label.trim() === '')) return 'Telegram takes no button without words';
  if (options.some(({ id }) => id === '' || Buffer.byteLength(id) > LONGEST_DATA)) {
    return `Telegram takes option ids of 1 to ${LONGEST_DATA} bytes: shorten the option's id`;
  }
  return new Set(options.map(({ id }) => id)).size < options.length ? 'Two options have the same id' : null;
}
