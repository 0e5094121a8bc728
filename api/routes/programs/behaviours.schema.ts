import { z } from 'zod';

const days = z.int('a whole number of days').min(0).max(365);

export const behaviourSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always-answer') }),
  z.strictObject({ kind: z.literal('never-answer') }),
  z.strictObject({
    kind: z.literal('late'),
    after: z.union([days, z.literal('retry')], 'a number of days after the first message, or "retry"'),
  }),
  z.strictObject({ kind: z.literal('refuse-delivery') }),
  z.strictObject({ kind: z.literal('stop'), onDay: days }),
]);

const startsWith = z
  .string()
  .refine(
    (text) => /\d/.test(text),
    'the first digits of a number, country code included, such as 573001110',
  );

/** Who behaves how in a simulation or a demonstration; a behaviour file. */
export const behavioursSchema = z
  .strictObject({
    description: z.string().exactOptional(),
    mix: z
      .array(z.strictObject({ weight: z.number().positive(), behaviour: behaviourSchema }))
      .min(1, 'name at least one behaviour')
      .max(100),
    numbers: z
      .array(z.strictObject({ startsWith, behaviour: behaviourSchema }))
      .max(10_000)
      .default([]),
  })
  .meta({ id: 'Behaviours' });
