import { z } from 'zod';
import { TRANSCRIPT_TYPES } from '../../../db/transcripts/transcripts';
import { readDuration } from '../../../domain/conversations/duration';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { SEND_STATES } from '../../../domain/messaging/send';
import { MAX_PAGE, pageFields, pageOf } from '../../paging';

/** WhatsApp's limit through Twilio: what every channel carries as one message. */
const MAX_TEXT = 1600;
const MAX_REASON = 500;
/** Temporal's timers take more, but nobody means more. */
export const LONGEST_HANDOFF_MS = 365 * 24 * 3_600_000;

export const botDialogsParams = z.strictObject({ bot_id: z.uuid() });
export const dialogParams = z.strictObject({ id: z.uuid() });

/** Microseconds since 1970, and a dialog's id. */
export const dialogCursor = z
  .string()
  .regex(/^\d{1,17}_[0-9a-f-]{36}$/, 'use the nextCursor of the page before')
  .transform((cursor) => {
    const [micros = '', id = ''] = cursor.split('_');
    return { micros, id };
  });

export const dialogListQuery = z.strictObject({
  limit: pageFields.limit,
  cursor: dialogCursor.optional().meta({ description: 'The nextCursor of the page before' }),
  handedOff: z
    .stringbool()
    .optional()
    .meta({ description: 'Only those that a person has taken over, or only the others' }),
});

export const inboxQuery = dialogListQuery.extend({
  search: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A part of the name, or digits of the phone, of whom it is with' }),
});

export const workflowView = z
  .strictObject({
    id: z.string().meta({ description: 'Of the workflow' }),
    url: z.string().nullable().meta({ description: 'Its page in the Temporal Web UI, where that is known' }),
  })
  .meta({ id: 'WorkflowPlace' });

const historyCursor = z
  .string()
  .regex(/^\d{1,9}_\d{1,10}$/, 'use the nextCursor of the page before')
  .transform((cursor) => {
    const [turn = 0, position = 0] = cursor.split('_').map(Number);
    return { turn, position };
  });

export const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
  cursor: historyCursor.optional().meta({ description: 'The nextCursor of the page before' }),
  order: z.enum(['oldest', 'newest']).default('oldest').meta({ description: 'What comes first' }),
});

export const handOffBody = z
  .strictObject({
    for: z
      .string()
      .refine((text) => (readDuration(text) ?? 0) > 0, 'write a duration such as 30m, 2h or 3d')
      .refine(
        (text) => (readDuration(text) ?? 0) <= LONGEST_HANDOFF_MS,
        'at most 365d; leave it out for no end',
      )
      .exactOptional()
      .meta({ description: 'How long the bot is silent, such as 2h' }),
    until: z.iso.datetime({ offset: true }).exactOptional().meta({ description: 'Until when it is' }),
    reason: z.string().trim().min(1).max(MAX_REASON).exactOptional(),
  })
  .refine((body) => body.for === undefined || body.until === undefined, 'give for or until, not both')
  .default({});

export const nothingBody = z.strictObject({}).default({});
export const migrateBody = z.strictObject({ version: z.int().min(1).optional() }).default({});

const replyTemplate = z.strictObject({
  template: z.string().trim().min(1, "write the provider's template id").max(200),
  variables: z.record(z.string().max(80), z.string().max(MAX_TEXT)).default({}),
  preview: z
    .string()
    .max(MAX_TEXT)
    .exactOptional()
    .meta({ description: 'Its approved words, with {{1}} for variables: what the transcript shows' }),
});

/** Words, a file of the bot with words under it or without, or a template. */
export const replyBody = z
  .strictObject({
    text: z.string().trim().min(1, 'write the message').max(MAX_TEXT).exactOptional(),
    media: z.uuid().exactOptional().meta({ description: "The id of one of the bot's files" }),
    template: replyTemplate.exactOptional(),
    key: z
      .string()
      .regex(/^[\w:.-]{1,100}$/, '1 to 100 letters, digits, or any of _ : . -')
      .optional()
      .meta({ description: 'Your own name of the message: sent again under it, it goes out once' }),
  })
  .refine(
    ({ text, media, template }) => (template === undefined) !== (text === undefined && media === undefined),
    {
      path: ['text'],
      message: 'write a text, name a file, or give a template alone',
    },
  );

const handoffView = z.strictObject({
  by: z.enum(['scenario', 'operator', 'agent']),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable().meta({ description: 'Null until somebody returns it' }),
  team: z.string().nullable(),
  reason: z.string().nullable(),
});

export const dialogView = z
  .strictObject({
    id: z.uuid(),
    botId: z.uuid(),
    platform: z.enum(CHANNEL_NAMES),
    chatId: z.string().meta({ description: 'What the platform calls the chat' }),
    contact: z.strictObject({ id: z.uuid(), name: z.string().nullable(), phone: z.string().nullable() }),
    status: z.enum(['new', 'running', 'ended']),
    step: z.string().nullable(),
    waitingFor: z
      .enum(['answer', 'choice', 'delay', 'call', 'agent', 'person', 'nothing'])
      .nullable()
      .meta({ description: 'What the conversation waits for between two turns' }),
    language: z.string().nullable(),
    collectedData: z.record(z.string(), z.json()),
    scenario: z.strictObject({ id: z.uuid(), version: z.int() }).nullable(),
    handoff: handoffView.nullable(),
    window: z
      .strictObject({
        closesAt: z.iso.datetime().nullable().meta({ description: 'Null when the person never wrote there' }),
      })
      .nullable()
      .meta({ description: 'Until when anything but a template is taken; null where it always is' }),
    turns: z.int(),
    lastInteractionAt: z.iso.datetime(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Dialog' });

export const dialogPage = pageOf(dialogView);

const historyEntry = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    turn: z.int(),
    type: z.enum(TRANSCRIPT_TYPES).meta({ description: 'Who it comes from; event is nobody' }),
    event: z.string().meta({ description: 'message, entered, condition, call, timer, error …' }),
    data: z.record(z.string(), z.unknown()),
    sends: z
      .array(z.strictObject({ id: z.uuid(), state: z.enum(SEND_STATES), detail: z.string().nullable() }))
      .meta({
        description: "How it went out; all of a turn's sends stand with its last message of the page",
      }),
  })
  .meta({ id: 'DialogEntry' });

export const historyPage = pageOf(historyEntry);

const values = z.record(z.string(), z.json());

export const recordingView = z
  .strictObject({
    description: z.string(),
    scenario: z.record(z.string(), z.unknown()).meta({ description: 'The scenario, as it was published' }),
    startsAt: z.iso.datetime(),
    contact: values,
    context: values,
    turns: z.array(z.strictObject({ move: z.record(z.string(), z.unknown()), expect: z.array(z.string()) })),
    state: z.strictObject({
      status: z.enum(['new', 'running', 'ended']),
      at: z.string().nullable(),
      language: z.string(),
      variables: values,
    }),
  })
  .meta({ id: 'Recording', description: 'A conversation as a test: see docs/scenarios.md' });
