import { z } from 'zod';
import { deliveryHabits, goodHabits } from '../event-deliveries';
import type { DeliveryHabits } from '../event-deliveries';
import { chance, fault } from '../provider-faults';
import type { FaultPlan } from '../provider-faults';

const code = z.number().int().positive();
const status = z.enum(['sent', 'delivered', 'read']);

/** How the fake is to behave; a part that is not named stays as it was. */
export const scriptPart = z
  .strictObject({
    /** For the next calls, one each, in order; null lets a call pass. */
    next: z.array(fault.nullable()),
    /** For every other call: the first whose chance comes up. */
    chances: z.array(z.object({ fault, chance })),
    /** Restarts the chances from a known place. */
    seed: z.number().int(),
    /** Numbers (E.164) or user ids that are refused, with Meta's code. */
    rejects: z.record(z.string(), code),
    /** Those that are accepted and later reported failed, with Meta's code. */
    undeliverable: z.record(z.string(), code),
    /** What is reported of every other message; leave `delivered` out to have `read` stand for it. */
    statuses: z.array(status),
    webhooks: deliveryHabits,
    /** Where every webhook is posted. */
    webhookUrl: z.url(),
  })
  .partial();
export type ScriptPart = z.input<typeof scriptPart>;

export interface Script extends FaultPlan {
  rejects: Record<string, number>;
  undeliverable: Record<string, number>;
  statuses: z.infer<typeof status>[];
  webhooks: DeliveryHabits;
  webhookUrl: string | null;
}

/** A Meta that does everything right, and has no webhook yet. */
export function wellBehaved(): Script {
  return {
    next: [],
    chances: [],
    rejects: {},
    undeliverable: {},
    statuses: ['sent', 'delivered', 'read'],
    webhooks: goodHabits(),
    webhookUrl: null,
  };
}
