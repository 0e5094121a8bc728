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
    /** For the next uploads, and for the next questions where a file is, one each. */
    uploads: z.array(fault.nullable()),
    lookups: z.array(fault.nullable()),
    /** Where a file is said to be, and where its own address sends on to: a thief's, in a test. */
    mediaUrl: z.url().nullable(),
    filesMoveTo: z.url().nullable(),
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
  uploads: FaultPlan['next'];
  lookups: FaultPlan['next'];
  mediaUrl: string | null;
  filesMoveTo: string | null;
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
    uploads: [],
    lookups: [],
    mediaUrl: null,
    filesMoveTo: null,
    rejects: {},
    undeliverable: {},
    statuses: ['sent', 'delivered', 'read'],
    webhooks: goodHabits(),
    webhookUrl: null,
  };
}
