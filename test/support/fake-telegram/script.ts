import { z } from 'zod';
import { deliveryHabits, goodHabits } from '../event-deliveries';
import type { DeliveryHabits } from '../event-deliveries';
import { chance, fault } from '../provider-faults';
import type { FaultPlan } from '../provider-faults';

/** Why Telegram refuses a chat: the code and the words it uses for it. */
export const REFUSALS = {
  blocked: { code: 403, description: 'Forbidden: bot was blocked by the user' },
  deactivated: { code: 403, description: 'Forbidden: user is deactivated' },
  'not-started': { code: 403, description: "Forbidden: bot can't initiate conversation with a user" },
  'not-found': { code: 400, description: 'Bad Request: chat not found' },
  migrated: { code: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat' },
} as const;
export type RefusalName = keyof typeof REFUSALS;
const refusalName = z.enum(Object.keys(REFUSALS) as [RefusalName, ...RefusalName[]]);

/** How the fake is to behave; a part that is not named stays as it was. */
export const scriptPart = z
  .strictObject({
    /** For the next calls, one each, in order; null lets a call pass. */
    next: z.array(fault.nullable()),
    /** For every other call: the first whose chance comes up. */
    chances: z.array(z.object({ fault, chance })),
    /** Restarts the chances from a known place. */
    seed: z.number().int(),
    /** Until then every call of the bot that sends is told to wait: milliseconds since 1970. */
    floodUntil: z.number().int(),
    /** Where the download of a file sends on to. */
    fileRedirect: z.url().nullable(),
    /** Chats that are refused, and why. */
    rejects: z.record(z.string(), refusalName),
    webhooks: deliveryHabits,
    /** Where updates are posted. */
    webhookUrl: z.url(),
  })
  .partial();
export type ScriptPart = z.input<typeof scriptPart>;

export interface Script extends FaultPlan {
  floodUntil: number;
  fileRedirect: string | null;
  rejects: Record<string, RefusalName>;
  webhooks: DeliveryHabits;
  webhookUrl: string | null;
}

/** A Telegram that does everything right, and has no webhook yet. */
export function wellBehaved(): Script {
  const obliging = { floodUntil: 0, fileRedirect: null, rejects: {} };
  return { next: [], chances: [], ...obliging, webhooks: goodHabits(), webhookUrl: null };
}
