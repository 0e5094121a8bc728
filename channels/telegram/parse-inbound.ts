import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import type { InboundMessage } from '../channel';
import { contentOf, tapOf } from './message-content';
import { telegramUpdate } from './update-shape';
import type { CallbackQuery, ChatMemberUpdate, TelegramMessage, TelegramUser } from './update-shape';

/** What one update means. `blocked`: the person stopped the bot; nothing may be sent until `unblocked`. */
export type TelegramEvent =
  | { kind: 'message'; message: InboundMessage }
  | { kind: 'blocked' | 'unblocked'; updateKey: string; from: string; at: EpochMs }
  | { kind: 'ignored'; reason: string };

export type UpdateParse = { ok: true; event: TelegramEvent } | { ok: false; problem: string };

/** Which bot the webhook belongs to, and when the update came. */
export interface UpdateArrival {
  botId: string;
  receivedAt: EpochMs;
}

/**
 * One webhook's update. Its key is the bot and the update id, which are unique together (and not in order); a
 * message counts from when it was written and never from after `receivedAt`.
 */
export function parseTelegramUpdate(body: unknown, arrival: UpdateArrival): UpdateParse {
  const parsed = telegramUpdate.safeParse(body);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { update_id: updateId, message, callback_query: tap, my_chat_member: member } = parsed.data;
  const key = { ...arrival, updateKey: `${arrival.botId}:${updateId}` };
  if (message) return { ok: true, event: fromMessage(message, key) };
  if (tap) return { ok: true, event: fromTap(tap, key) };
  if (member) return { ok: true, event: fromMember(member, key) };
  return { ok: true, event: { kind: 'ignored', reason: 'an edit, or a kind of update Hilo does not use' } };
}

type Key = UpdateArrival & { updateKey: string };

function fromMessage(message: TelegramMessage, key: Key): TelegramEvent {
  const { from, chat, date } = message;
  if (chat.type !== 'private') return { kind: 'ignored', reason: 'a group or channel' };
  if (!from || from.is_bot) return { kind: 'ignored', reason: 'not written by a person' };
  const phone = ownPhone(message);
  const sentAt = Math.min(date * 1000, key.receivedAt);
  return {
    kind: 'message',
    message: { ...head(from, key), phone, ...contentOf(message), receivedAt: sentAt },
  };
}

/** A tap has no time of its own. */
function fromTap(tap: CallbackQuery, key: Key): TelegramEvent {
  const chat = tap.message?.chat;
  if (chat && chat.type !== 'private') return { kind: 'ignored', reason: 'a group or channel' };
  // The buttons of a chat are for the person it is with.
  if (chat && chat.id !== tap.from.id)
    return { kind: 'ignored', reason: 'a tap on the buttons of somebody else' };
  if (tap.data === undefined) return { kind: 'ignored', reason: 'a tap without data' };
  const message = { ...head(tap.from, key), phone: null, ...tapOf(tap), receivedAt: key.receivedAt };
  return { kind: 'message', message };
}

function fromMember({ chat, from, date, new_chat_member: now }: ChatMemberUpdate, key: Key): TelegramEvent {
  if (chat.type !== 'private') return { kind: 'ignored', reason: 'a group or channel' };
  const kind = now.status === 'kicked' ? 'blocked' : 'unblocked';
  return { kind, updateKey: key.updateKey, from: String(from.id), at: date * 1000 };
}

function head(from: TelegramUser, { botId, updateKey }: Key) {
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ');
  return {
    channel: 'telegram' as const,
    providerId: updateKey,
    from: String(from.id),
    to: botId,
    profileName: name || null,
    ...languageOf(from),
  };
}

/** An IETF tag such as `pt-BR`, of which the language itself is kept. */
function languageOf({ language_code: tag }: TelegramUser): { language?: string } {
  const [language = ''] = (tag ?? '').toLowerCase().split('-');
  return /^[a-z]{2,3}$/.test(language) ? { language } : {};
}

/** A number is known only when the person shares the own contact; somebody else's card is not theirs. */
function ownPhone({ from, contact }: TelegramMessage): string | null {
  if (contact?.user_id === undefined || contact.user_id !== from?.id) return null;
  const number = `+${contact.phone_number.replace(/\D/g, '')}`;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}
