import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';

/** The body of the external bot's webhook (seed 000): the number is digits without a plus sign. */
export interface DayTrigger {
  clientNumber: string;
  session: number;
  day: number;
}

export type TriggerRequest = { ok: true; trigger: DayTrigger } | { ok: false; refusal: Rejected };

/** Converts a bot trigger; a contact without a number cannot be named to the bot, so it is refused here. */
export function toBotpress({ content, to }: OutboundMessage): TriggerRequest {
  if (content.kind !== 'bot-trigger') throw new Error('The botpress channel carries bot triggers only');
  if (!/^\+[1-9]\d{6,14}$/.test(to)) {
    const detail = 'The contact has no phone number for the bot to write to';
    return { ok: false, refusal: { kind: 'rejected', code: 'recipient-invalid', detail, optedOut: false } };
  }
  return { ok: true, trigger: { clientNumber: to.slice(1), session: content.session, day: content.day } };
}
