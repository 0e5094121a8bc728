import { z } from 'zod';
import type { Condition } from '../../../domain/conversations/expressions';
import { pathSchema } from './words.schema';

const literal = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
const pathOperand = z.strictObject({ path: pathSchema });
const operand = z.union([literal, pathOperand], 'a value, or another variable as { "path": "guests" }');
const comparison = z.tuple([pathSchema, operand]);
const expression = z.string().min(1).max(1000).meta({ description: 'A CEL expression' });
const pattern = z.string().min(1).max(500).meta({ description: 'An RE2 pattern' });

export const patternSchema = pattern;

const nested = z.lazy((): z.ZodType<Condition> => conditionSchema);
const someNested = z.array(nested).min(1, 'name at least one condition').max(20);

/** Conditions over variables, contact and context. */
export const conditionSchema: z.ZodType<Condition> = z
  .union(
    [
      z.strictObject({ all: someNested }),
      z.strictObject({ any: someNested }),
      z.strictObject({ not: nested }),
      z.strictObject({ eq: comparison }),
      z.strictObject({ ne: comparison }),
      z.strictObject({ lt: comparison }),
      z.strictObject({ lte: comparison }),
      z.strictObject({ gt: comparison }),
      z.strictObject({ gte: comparison }),
      z.strictObject({ in: z.tuple([pathSchema, z.array(literal).min(1).max(100)]) }),
      z.strictObject({ exists: pathSchema }),
      z.strictObject({ contains: comparison }),
      z.strictObject({ matches: z.tuple([pathSchema, pattern]) }),
      z.strictObject({ cel: expression }),
    ],
    'a condition such as { "gte": ["guests", 8] }: all, any, not, eq, ne, lt, lte, gt, gte, in, exists, contains, matches or cel',
  )
  .meta({ id: 'Condition' });

const numbers = z
  .array(z.union([z.number(), pathOperand], 'a number, or a variable as { "path": "guests" }'))
  .min(2, 'name at least two numbers')
  .max(20);

export const assignmentSchema = z
  .union(
    [
      z.string().max(4096),
      z.number(),
      z.boolean(),
      z.null(),
      pathOperand,
      z.strictObject({ add: numbers }),
      z.strictObject({ subtract: numbers }),
      z.strictObject({ multiply: numbers }),
      z.strictObject({ divide: numbers }),
      z.strictObject({ cel: expression }),
    ],
    'a text with variables, a value, { "path": … }, { "add": [ … ] } or another operation, or { "cel": … }',
  )
  .meta({ id: 'Assignment' });
