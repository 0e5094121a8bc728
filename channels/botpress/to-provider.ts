import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import { rejected } from '../rejection';
import { toCallback } from './message-body';
import type { CallbackMessage } from './message-body';

/** The body of the external bot's webhook (seed 000): the number is digits without a plus sign. */
export interface DayTrigger {
  clientNumber: string;
  session: number;
  day: number;
}

export type BotpressRequest =
  { ok: true; body: DayTrigger | CallbackMessage } | { ok: false; refusal: Rejected };

/** Converts a bot trigger, or a bot's message; what cannot go is refused here, before any call. */
export function toBotpress(message: OutboundMessage): BotpressRequest {
  const { content, to } = message;
  return content.kind === 'bot-trigger' ? toTrigger(content, to) : toCallback(message);
}

/** A contact without a number cannot be named to the external bot. */
function toTrigger({ session, day }: Pick<DayTrigger, 'session' | 'day'>, to: string): BotpressRequest {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) {
    const detail = 'The contact has no phone number for the bot to write to';
    return { ok: false, refusal: rejected('recipient-invalid', detail) };
  }
  return { ok: true, body: { clientNumber: to.slice(1), session, day } };
}
