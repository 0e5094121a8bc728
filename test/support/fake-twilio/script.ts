import { z } from 'zod';
import { chance, fault, milliseconds } from '../provider-faults';
import type { FaultPlan } from '../provider-faults';

const code = z.number().int().positive();

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
        delayMs: milliseconds,
        duplicate: chance,
        reorder: chance,
        lose: chance,
      })
      .partial(),
    list: z.strictObject({ lagMs: milliseconds, failures: z.number().int().min(0) }).partial(),
    media: z
      .strictObject({
        /** So many questions for a file are answered as if it were not there yet. */
        notYet: z.number().int().min(0),
        /** So many times its bytes cannot be had. */
        failures: z.number().int().min(0),
        /** Where a file's address sends on to: a thief's, in a test. */
        moveTo: z.url().nullable(),
      })
      .partial(),
    /** Whether the file of a message is fetched from its address, as Twilio does; what cannot be had fails. */
    fetchesMedia: z.boolean(),
    /** Where inbound messages are posted. */
    inboundUrl: z.url(),
  })
  .partial();
export type ScriptPart = z.input<typeof scriptPart>;

export interface Script extends FaultPlan {
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
  media: { notYet: number; failures: number; moveTo: string | null };
  fetchesMedia: boolean;
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
    media: { notYet: 0, failures: 0, moveTo: null },
    fetchesMedia: false,
    inboundUrl: null,
  };
}
