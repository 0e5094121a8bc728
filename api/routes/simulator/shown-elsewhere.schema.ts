import { z } from 'zod';
import { FILE_KINDS } from '../../../domain/messaging/content';

export const fileView = z.strictObject({
  kind: z.enum([...FILE_KINDS, 'sticker']),
  mediaId: z.string().nullable().meta({ description: "One of the bot's files: GET /api/media/{id}/content" }),
  url: z.string().nullable().meta({ description: 'Where a file that is not the bot’s own is' }),
  fileName: z.string().nullable(),
  caption: z.string().nullable(),
});

export const choicesView = z.strictObject({
  open: z.string().nullable().meta({ description: 'What opens a list; null for buttons' }),
  options: z.array(z.strictObject({ id: z.string(), label: z.string(), description: z.string().nullable() })),
});

const emphasisView = z
  .array(
    z.strictObject({
      type: z.enum(['bold', 'italic', 'strikethrough', 'code', 'pre']),
      offset: z.int().min(0),
      length: z.int().min(1),
    }),
  )
  .nullable()
  .meta({
    description:
      'Stretches in UTF-16 units; null where the app reads *marks* in the text itself, empty where it shows them as they are',
  });

const shownMessageView = z
  .strictObject({
    text: z.string(),
    emphasis: emphasisView,
    files: z.array(fileView.extend({ emphasis: emphasisView.meta({ description: 'Of the caption' }) })),
    choices: choicesView.nullable(),
    refusal: z
      .strictObject({ code: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'Why nothing of this message would be sent there' }),
  })
  .meta({ id: 'ShownMessage' });

const hindranceView = z.strictObject({
  code: z.enum([
    ...(['no-buttons', 'no-lists', 'same-labels', 'too-many-buttons', 'too-many-rows'] as const),
    ...(['long-label', 'long-description'] as const),
  ]),
  most: z.int().optional(),
});

const fileKind = z.enum(FILE_KINDS);

/** What was changed for the platform, in codes and numbers. */
const changeView = z
  .union([
    z.strictObject({
      code: z.enum(['options-as-lines', 'buttons-as-list', 'list-as-buttons']),
      count: z.int(),
      why: hindranceView,
    }),
    z.strictObject({ code: z.literal('opener-replaced'), most: z.int() }),
    z.strictObject({
      code: z.literal('text-split'),
      parts: z.int(),
      most: z.int(),
      above: z.literal('choices').nullable(),
    }),
    z.strictObject({ code: z.literal('caption-apart'), file: fileKind, most: z.int().nullable() }),
    z.strictObject({ code: z.enum(['file-as-text', 'file-left-out']), file: fileKind }),
    z.strictObject({ code: z.enum(['empty-text-left-out', 'appointment-as-address']) }),
  ])
  .meta({ id: 'ShownChange' });

export const shownElsewhereView = z
  .strictObject({
    messages: z
      .array(shownMessageView)
      .meta({ description: 'In order; empty where an earlier message of the phone carries it all' }),
    changes: z.array(changeView),
  })
  .meta({ id: 'ShownElsewhere' });
