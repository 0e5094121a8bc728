import { z } from 'zod';
import { targetSchema, textSchema } from './words.schema';

const MEDIA_KINDS = ['image', 'video', 'audio', 'document'] as const;

const mediaItem = z
  .strictObject({
    kind: z.enum(MEDIA_KINDS),
    media: z
      .string()
      .min(1)
      .max(200)
      .exactOptional()
      .meta({ description: "The id of one of the bot's files" }),
    url: z
      .url({ protocol: /^https$/, error: 'an https address' })
      .max(2000)
      .exactOptional(),
    caption: textSchema.exactOptional(),
  })
  .refine(({ media, url }) => (media === undefined) !== (url === undefined), 'give either media or url');

export const mediaKindsSchema = z.array(z.enum(MEDIA_KINDS)).min(1).max(4);

const item = z
  .union([z.strictObject({ kind: z.literal('text'), text: textSchema }), mediaItem])
  .meta({ id: 'Item', description: 'A text, or a file with its caption' });

/** What a step says. */
export const spoken = {
  text: textSchema.exactOptional(),
  items: z.array(item).min(1).max(10, 'at most 10 items a message').exactOptional(),
};

/** For steps that have to say something. */
export function saysSomething({ text, items }: { text?: unknown; items?: unknown }): boolean {
  return text !== undefined || items !== undefined;
}

export const SAY_SOMETHING = 'write a text, or items';

/** What Telegram carries with a button, in bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_OPTION_ID = 64;
const optionId = z
  .string()
  .min(1)
  .max(MAX_OPTION_ID)
  .refine((id) => Buffer.byteLength(id) <= MAX_OPTION_ID, `at most ${MAX_OPTION_ID} bytes: shorten the id`);

export const buttonsSchema = z
  .array(z.strictObject({ id: optionId, label: textSchema, next: targetSchema.exactOptional() }))
  .min(1)
  .max(10, 'at most 10 buttons: make it a list')
  .superRefine(differentIds);

const row = z.strictObject({
  id: optionId,
  label: textSchema,
  description: textSchema.exactOptional(),
  next: targetSchema.exactOptional(),
});

export const rowsSchema = z.array(row).min(1).max(50).superRefine(differentIds);

export const listSchema = z.strictObject({ button: textSchema, rows: rowsSchema });

function differentIds(options: { id: string }[], context: z.RefinementCtx<{ id: string }[]>): void {
  const again = options.findIndex(({ id }, index) => options.findIndex((each) => each.id === id) < index);
  if (again === -1) return;
  context.addIssue({ code: 'custom', path: [again, 'id'], message: 'give each option an id of its own' });
}
