import { z } from 'zod';
import { chance, fault, milliseconds } from '../provider-faults';

/** How a fake's webhooks go: where to, how often each, how late, or not at all. */
const webhooks = z.strictObject({
  url: z.url().nullable().default(null),
  copies: z.number().int().min(1).default(1),
  delayMs: milliseconds.default(0),
  lost: z.boolean().default(false),
});

/** How a fake of a payment provider behaves; a part replaces what it names. */
const script = z.strictObject({
  next: z.array(fault.nullable()).default([]),
  chances: z.array(z.strictObject({ fault, chance })).default([]),
  seed: z.number().int().default(1),
  webhooks: webhooks.prefault({}),
});
export type PaymentScript = z.output<typeof script>;

export const paymentScriptPart = z.strictObject({
  next: script.shape.next.unwrap().optional(),
  chances: script.shape.chances.unwrap().optional(),
  seed: z.number().int().optional(),
  webhooks: z
    .strictObject({
      url: z.url().nullable(),
      copies: z.number().int().min(1),
      delayMs: milliseconds,
      lost: z.boolean(),
    })
    .partial()
    .optional(),
});
export type PaymentScriptPart = z.input<typeof paymentScriptPart>;

export function goodConduct(): PaymentScript {
  return script.parse({});
}

/** Changes the named parts of a behaviour. */
export function applyPart(to: PaymentScript, written: PaymentScriptPart): void {
  const { webhooks: changed, ...rest } = paymentScriptPart.parse(written);
  Object.assign(to, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
  Object.assign(to.webhooks, changed);
}
