import { z } from 'zod';
import { DEFAULT_LIMITS } from '../../../domain/conversations/scenario';
import { stepSchema } from './steps.schema';
import {
  MAX_TEXT,
  durationSchema,
  languageSchema,
  stepIdSchema,
  valueSchema,
  variableNameSchema,
} from './words.schema';

/** Steps a scenario may have; a longer one is easier to keep as two. */
const MAX_STEPS = 500;
const MAX_VARIABLES = 100;

const limitsSchema = z.strictObject({
  stepsPerTurn: z.int().min(1).max(100).default(DEFAULT_LIMITS.stepsPerTurn),
  stepsUnanswered: z.int().min(1).max(1000).default(DEFAULT_LIMITS.stepsUnanswered),
  messageLength: z.int().min(20).max(MAX_TEXT).default(DEFAULT_LIMITS.messageLength),
  totalDelay: durationSchema.default(DEFAULT_LIMITS.totalDelay),
});

const variablesSchema = z
  .record(variableNameSchema, valueSchema)
  .refine((variables) => Object.keys(variables).length <= MAX_VARIABLES, `at most ${MAX_VARIABLES} variables`)
  .meta({ description: 'Every variable and its first value; null where it has none yet' });

const stepsSchema = z.record(stepIdSchema, stepSchema).refine((steps) => {
  const count = Object.keys(steps).length;
  return count > 0 && count <= MAX_STEPS;
}, `from 1 to ${MAX_STEPS} steps`);

/** A scenario as people write it; defaults filled in, unknown keys refused. `checkScenario` says the rest. */
export const scenarioSchema = z
  .strictObject({
    $schema: z.string().exactOptional(),
    schemaVersion: z.literal(1),
    name: z.string().trim().min(1, 'name the scenario').max(120),
    description: z.string().max(2000).exactOptional(),
    language: languageSchema,
    languages: z.array(languageSchema).min(1).max(20).exactOptional(),
    start: stepIdSchema,
    variables: variablesSchema.default({}),
    steps: stepsSchema,
    fallback: stepIdSchema,
    limits: limitsSchema.prefault({}),
    timeScale: z
      .number()
      .min(1)
      .max(1_000_000)
      .default(1)
      .meta({ description: 'Every delay, wait and timeout is so many times shorter; for demonstrations' }),
  })
  .meta({ id: 'Scenario', title: 'Hilo scenario', description: 'A script that a bot of Hilo follows' });

/** The JSON Schema for editors, generated into docs/schemas. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}
