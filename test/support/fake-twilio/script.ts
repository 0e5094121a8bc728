import { z } from 'zod';

const ms = z.number().int().min(0);
const chance = z.number().min(0).max(1);
const code = z.number().int().positive();

/** One way for the create call to go wrong. */
const fault = z.discriminatedUnion('kind', [
  /** The message is made; the caller never hears. */
  z.object({ kind: z.literal('accept-then-hang') }),
  z.object({ kind: z.literal('accept-then-reset') }),
  z.object({ kind: z.literal('fail-after-accept'), status: z.number().int().min(500).default(500) }),
  /** The message is made and the answer comes a byte at a time. */
  z.object({ kind: z.literal('accept-then-drip'), ms }),
  /** The message is made after a while. */
  z.object({ kind: z.literal('slow'), ms }),
  /** The message is not made. */
  z.object({ kind: z.literal('reset-before') }),
  z.object({ kind: z.literal('hang-before') }),
  z.object({ kind: z.literal('fail-before'), status: z.number().int().min(500).default(500) }),
  z.object({ kind: z.literal('too-many'), retryAfterSeconds: z.number().int().min(0).optional() }),
  z.object({ kind: z.literal('reject'), code, status: z.number().int().min(400).max(499).default(400) }),
]);
export type Fault = z.infer<typeof fault>;

/** How the fake is to behave; a part that is not named stays as it was. */
export const scriptPart = z
  .strictObject({
    /** For the next create calls, one each, in order; null lets a call pass. */
    next: z.array(fault.nullable()),
    /** For every other create call: the first whose chance comes up. */
    chances: z.array(z.object({ fault, chance })),
    /** Restarts the chances from a known place. */
    seed: z.number().int(),
    /** Numbers (E.164) that are refused, with Twilio's code. */
    rejects: z.record(z.string(), code),
    /** Numbers that are accepted and later reported undelivered, with Twilio's code. */
    undeliverable: z.record(z.string(), code),
    /** Bodies of templates by ContentSid, with `{{1}}` for values. */
    templates: z.record(z.string(), z.string()),
    callbacks: z
      .strictObject({
        statuses: z.array(z.enum(['sent', 'delivered', 'read'])),
        /** Between two states. */
        delayMs: ms,
        duplicate: chance,
        reorder: chance,
        lose: chance,
      })
      .partial(),
    list: z.strictObject({ lagMs: ms, failures: z.number().int().min(0) }).partial(),
    /** Where inbound messages are posted. */
    inboundUrl: z.url(),
  })
  .partial();
export type ScriptPart = z.input<typeof scriptPart>;

export interface Script {
  next: (Fault | null)[];
  chances: { fault: Fault; chance: number }[];
  rejects: Record<string, number>;
  undeliverable: Record<string, number>;
  templates: Record<string, string>;
  callbacks: {
    statuses: ('sent' | 'delivered' | 'read')[];
    delayMs: number;
    duplicate: number;
    reorder: number;
    lose: number;
  };
  list: { lagMs: number; failures: number };
  inboundUrl: string | null;
}

/** A Twilio that does everything right. */
export function wellBehaved(): Script {
  return {
    next: [],
    chances: [],
    rejects: {},
    undeliverable: {},
    templates: {},
    callbacks: {
      statuses: ['sent', 'delivered', 'read'],
      delayMs: 0,
      duplicate: 0,
      reorder: 0,
      lose: 0,
    },
    list: { lagMs: 0, failures: 0 },
    inboundUrl: null,
  };
}
