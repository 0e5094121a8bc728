import { z } from 'zod';
import { behaviourSchema, behavioursSchema } from '../programs/behaviours.schema';
import { programBody } from '../programs/programs.schema';

const MIXED = behavioursSchema.parse({
  mix: [
    { weight: 50, behaviour: { kind: 'always-answer' } },
    { weight: 20, behaviour: { kind: 'late', after: 1 } },
    { weight: 20, behaviour: { kind: 'never-answer' } },
    { weight: 5, behaviour: { kind: 'refuse-delivery' } },
    { weight: 5, behaviour: { kind: 'stop', onDay: 3 } },
  ],
});

export const simulationParams = z.strictObject({ id: z.uuid() });

export const simulateBody = z
  .strictObject({
    contacts: z.int().min(1).max(2000, 'at most 2000 here: npx hilo simulate plays more').default(100),
    behaviours: behavioursSchema
      .optional()
      .meta({ description: 'Who behaves how; half answer always and the rest in other ways when absent' }),
    definition: programBody
      .optional()
      .meta({ description: 'Played instead of the published version, and kept nowhere' }),
    seed: z.int().min(0).default(1),
    startsAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When all enroll; now when absent' }),
    days: z
      .int()
      .min(1)
      .max(730)
      .optional()
      .meta({ description: 'Dates to play; all there are when absent' }),
  })
  .prefault({});

/** The mix of a simulation that names none. */
export const defaultMix = MIXED.mix;

const stages = z.record(z.string(), z.int());

export const simulationView = z
  .strictObject({
    contacts: z.int(),
    messages: z.int(),
    refusals: z.int(),
    undeliverable: z.int(),
    outcomes: stages,
    days: z.array(z.strictObject({ date: z.string(), sent: z.int(), refused: z.int(), excluded: z.int() })),
    behaviours: z.array(z.strictObject({ behaviour: z.string(), contacts: z.int(), outcomes: stages })),
    exclusions: z
      .array(z.strictObject({ contact: z.int(), behaviour: behaviourSchema, date: z.string() }))
      .meta({ description: 'Who was excluded when' }),
  })
  .meta({ id: 'Simulation' });
