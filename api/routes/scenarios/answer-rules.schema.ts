import { z } from 'zod';
import { isCivilDate } from '../../../domain/conversations/calendar-words';
import { patternSchema } from './expressions.schema';
import { mediaKindsSchema, rowsSchema } from './spoken.schema';
import { textSchema } from './words.schema';

const length = z.int().min(0).max(4096);
const dateBound = z.union(
  [z.string().refine(isCivilDate), z.literal('today')],
  'a date such as 2026-12-31, or "today"',
);

export const answerRuleSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      minLength: length.exactOptional(),
      maxLength: length.exactOptional(),
      pattern: patternSchema.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('number'),
      min: z.number().exactOptional(),
      max: z.number().exactOptional(),
      integer: z.boolean().exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('choice'),
      choices: rowsSchema,
      show: z.enum(['buttons', 'list', 'text']).exactOptional(),
      button: textSchema.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('email') }),
    z.strictObject({
      kind: z.literal('phone'),
      countryCode: z
        .string()
        .regex(/^[1-9]\d{0,2}$/, 'a country code such as 57')
        .exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('date'),
      min: dateBound.exactOptional(),
      max: dateBound.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('yes-no') }),
    z.strictObject({ kind: z.literal('media'), kinds: mediaKindsSchema }),
  ])
  .superRefine(possibleRange)
  .meta({ id: 'AnswerRule', description: 'What counts as an answer' });

type Bounded = { kind: string } & Partial<Record<'min' | 'max' | 'minLength' | 'maxLength', string | number>>;

function possibleRange(rule: Bounded, context: z.RefinementCtx): void {
  const pairs = [
    ['min', 'max'],
    ['minLength', 'maxLength'],
  ] as const;
  for (const [low, high] of pairs) {
    const [least, most] = [rule[low], rule[high]];
    if (least === undefined || most === undefined || typeof least !== typeof most) continue;
    if (least === 'today' || most === 'today' || least <= most) continue;
    context.addIssue({ code: 'custom', path: [low], message: `must not be more than ${high}` });
  }
}
