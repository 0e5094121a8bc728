import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import {
  BROADCAST_CATEGORIES,
  BROADCAST_STATES,
  CONTACT_HOURS_POLICIES,
} from '../../../domain/broadcasts/broadcast';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { CURRENCY_CODES } from '../../../domain/shop/money';

/** More than anybody reads; the report has all of them. */
export const SHOWN_ROWS = 100;
export const SHOWN_SAMPLES = 10;

export const titleField = z
  .string()
  .trim()
  .min(1, 'write a title')
  .max(120)
  .meta({ description: 'Unique in the account' });

const countryField = z
  .string()
  .toUpperCase()
  .refine(
    (code): code is CountryCode => isSupportedCountry(code),
    'two letters of a country, such as CO or MX',
  )
  .meta({ description: 'Where numbers without a country code belong; CO by default' });

/** `{"1":"nombre"}`: JSON, because a form knows only text. */
const variableColumns = z
  .string()
  .max(4000)
  .transform((written, context) => {
    const parsed = z
      .record(z.string().min(1).max(80), z.string().min(1).max(200))
      .safeParse(parsedJson(written));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'write a JSON object of columns, such as {"1":"nombre"}' });
    return z.NEVER;
  })
  .meta({ description: 'The column of each variable of the template: {"1":"nombre"}' });

const count = (most: number) => z.coerce.number().int().min(1).max(most);

/** What somebody says of a broadcast beside its list: a form's fields, or the query beside a bare CSV. */
export const broadcastFields = z.strictObject({
  title: titleField,
  template: z
    .string()
    .trim()
    .min(1, 'name the template or write the text')
    .max(8192)
    .meta({ description: "Twilio's ContentSid, WhatsApp Cloud's name:language, or a text with {{column}}" }),
  sender: z.string().trim().min(1).max(200).optional().meta({
    description: 'A channel that is set up (simulator, twilio), or a bot: its name, its id, or name/platform',
  }),
  language: z
    .string()
    .trim()
    .min(2)
    .max(10)
    .optional()
    .meta({ description: "Of a template without one; the account's first by default" }),
  body: z.string().max(1600).optional().meta({ description: "The template's approved words, with {{1}}" }),
  category: z.enum(BROADCAST_CATEGORIES).default('marketing'),
  contactHours: z.enum(CONTACT_HOURS_POLICIES).optional().meta({
    description:
      "When marketing may go to +57: by default the account's, else co-ley-2300, any on the simulator",
  }),
  capMessages: count(1000)
    .optional()
    .meta({ description: 'At most so many broadcast messages to a contact' }),
  capDays: count(365).optional().meta({ description: '… in so many days' }),
  ratePerSecond: z.coerce.number().positive().max(1000).optional(),
  country: countryField.optional(),
  addressColumn: z.string().trim().min(1).max(200).optional(),
  nameColumn: z.string().trim().min(1).max(200).optional(),
  variables: variableColumns.optional(),
});
export type BroadcastFields = z.output<typeof broadcastFields>;

/** The same, each of them optional: what a query holds is checked with the form. */
export const broadcastQuery = broadcastFields.partial().extend({
  language: z.string().optional(),
  category: z.string().optional(),
  contactHours: z.string().optional(),
  capMessages: z.string().optional(),
  capDays: z.string().optional(),
  ratePerSecond: z.string().optional(),
  country: z.string().optional(),
  variables: z.string().optional(),
});

/** A list as JSON: the fields, and people with what the template needs of them. */
export const jsonList = z.looseObject({
  recipients: z
    .array(
      z.strictObject({
        phone: z.string().max(200),
        name: z.string().max(200).optional(),
        variables: z.record(z.string().min(1).max(80), z.string()).default({}),
      }),
    )
    .min(1, 'name at least one recipient'),
});

const progressView = z
  .strictObject({
    total: z.int(),
    pending: z.int(),
    sent: z.int(),
    failed: z.int(),
    suppressed: z.int(),
    unconfirmed: z.int(),
    cancelled: z.int(),
    delivered: z.int().meta({ description: 'Of those sent' }),
    percent: z.number().meta({ description: 'No longer pending, of 100' }),
  })
  .meta({
    id: 'BroadcastProgress',
    description: 'pending, sent, failed, suppressed, unconfirmed and cancelled add up to total',
  });

const contentView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({
    kind: z.literal('template'),
    template: z.string(),
    variables: z.record(z.string(), z.string()),
    preview: z.string().exactOptional(),
  }),
]);

export const broadcastView = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    state: z.enum(BROADCAST_STATES),
    reason: z.string().nullable(),
    channel: z.enum(CHANNEL_NAMES),
    botId: z.uuid().nullable(),
    content: contentView,
    language: z.string(),
    category: z.enum(BROADCAST_CATEGORIES),
    contactHours: z.enum(CONTACT_HOURS_POLICIES),
    frequencyCap: z.strictObject({ messages: z.int(), days: z.int() }).nullable(),
    ratePerSecond: z.number().nullable(),
    rejectedRows: z
      .int()
      .meta({ description: 'Rows of the list that get no message; the report names each' }),
    progress: progressView,
    scheduledAt: z.iso.datetime().nullable(),
    waitingUntil: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Broadcast' });

const reasonCounts = z.array(z.strictObject({ reason: z.string(), count: z.int() }));

/** What a list would come to. */
export const surveyView = z
  .strictObject({
    rows: z.int(),
    accepted: z.int(),
    rejected: z.int().meta({ description: 'rows = accepted + rejected' }),
    reasons: reasonCounts,
    problems: z
      .array(z.strictObject({ line: z.int(), phone: z.string(), reason: z.string(), detail: z.string() }))
      .meta({ description: `The first ${SHOWN_ROWS}; line counts from 1, the first line included` }),
    samples: z
      .array(z.strictObject({ line: z.int(), to: z.string(), text: z.string() }))
      .meta({ description: `The first ${SHOWN_SAMPLES} messages as they would be read` }),
    columns: z.strictObject({
      address: z.string(),
      name: z.string().nullable(),
      variables: z.record(z.string(), z.string()),
    }),
    forecast: z.strictObject({
      messages: z.int(),
      perSecond: z.number().nullable().meta({ description: 'Null where the channel has no limit' }),
      seconds: z.int().nullable(),
      cost: z
        .strictObject({
          minor: z.int().meta({ description: 'In the smallest unit of the currency, rounded up' }),
          currency: z.enum(CURRENCY_CODES),
          unpriced: z.int().meta({ description: 'Messages to where no price is known; not in the sum' }),
        })
        .nullable()
        .meta({ description: 'By MESSAGE_PRICES; null without it, and where the channel charges nothing' }),
    }),
  })
  .meta({ id: 'BroadcastSurvey' });

export const createdView = z
  .strictObject({ broadcast: broadcastView, survey: surveyView })
  .meta({ id: 'CreatedBroadcast' });

function parsedJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
