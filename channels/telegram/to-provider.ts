import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';

/** The parameters of sendMessage. */
export interface TelegramText {
  chat_id: number;
  text: string;
}

export type TelegramRequest = { ok: true; body: TelegramText } | { ok: false; refusal: Rejected };

/** Telegram's limit of a text (sendMessage). */
const LONGEST_TEXT = 4096;
/** A chat's id has at most 52 bits, so a number holds it; a group's is negative. */
const CHAT_ID = /^-?[1-9]\d{0,15}$/;

/** Converts one message; content that Telegram has no way to carry is refused here, before any call. */
export function toTelegram({ content, to }: OutboundMessage): TelegramRequest {
  if (content.kind === 'bot-trigger') throw new Error('A bot trigger goes through the botpress channel');
  if (!CHAT_ID.test(to)) return refuse('recipient-invalid', 'The recipient is not a Telegram chat id');
  if (content.kind === 'template') {
    return refuse('template-unsupported', 'Telegram has no templates: send the words as text');
  }
  if (content.kind !== 'text') return refuse('content-unsupported', 'This kind of message is not sent yet');
  if (content.text.trim() === '') return refuse('text-empty', 'The message has no text');
  if (Array.from(content.text).length > LONGEST_TEXT) {
    return refuse('text-too-long', `A Telegram message holds at most ${LONGEST_TEXT} characters`);
  }
  return { ok: true, body: { chat_id: Number(to), text: content.text } };
}

function refuse(code: string, detail: string): TelegramRequest {
  return { ok: false, refusal: { kind: 'rejected', code, detail, optedOut: false } };
}
