import { z } from 'zod';
import { readDuration } from '../../../domain/conversations/duration';
import type { Value } from '../../../domain/conversations/values';

/** The longest text any channel takes: https://core.telegram.org/bots/api#sendmessage */
export const MAX_TEXT = 4096;

export const languageSchema = z
  .string()
  .regex(/^[a-z]{2}$/, 'a language as two letters, such as es')
  .meta({ examples: ['es', 'en'] });

const words = z.string().min(1, 'write the text').max(MAX_TEXT);

export const textSchema = z
  .union(
    [
      words,
      z
        .record(languageSchema, words)
        .refine((texts) => Object.keys(texts).length > 0, 'write at least one language'),
    ],
    'a text, or one text for each language such as { "es": "Hola", "en": "Hello" }',
  )
  .meta({
    id: 'Text',
    description: 'A text with {{variables}}, for everybody or by language',
    examples: ['Hola {{contact.name}}', { es: 'Hola', en: 'Hello' }],
  });

export const durationSchema = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, 'a length such as 30s, 5m, 2h or 3d')
  .refine((text) => inRange(readDuration(text)), 'from 1s to 365d')
  .meta({ id: 'Duration', description: 'From 1s to 365d', examples: ['30s', '5m', '2h', '3d'] });

function inRange(ms: number | null): boolean {
  return ms !== null && ms >= 1000 && ms <= 365 * 86_400_000;
}

export const stepIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'a step id: small letters, digits and hyphens, such as ask-name');

export const targetSchema = z.union([stepIdSchema, z.literal('@resume')], 'a step id, or "@resume"').meta({
  id: 'Target',
  description: 'A step id; in the fallback also "@resume", the step that led there',
});

export const variableNameSchema = z
  .string()
  .regex(/^[A-Za-z]\w{0,49}$/, 'a variable name: letters, digits and _, beginning with a letter')
  .refine((name) => !(name in {}), 'name it otherwise: every object has that');

/** A dotted path; only names and numbers between the dots. */
export const pathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z]\w*(\.\w+)*$/, 'a variable or a path, such as guests or contact.name');

const nested = z.lazy((): z.ZodType<Value, Value> => valueSchema);

/** Anything JSON can hold; named, so that every document refers to it by the same name. */
export const valueSchema: z.ZodType<Value, Value> = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.array(nested), z.record(z.string(), nested)])
  .meta({ id: 'JsonValue', description: 'Any JSON value' });
