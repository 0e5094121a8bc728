import { z } from 'zod';
import { hasPermittedDay } from '../../../domain/programs/calendar';
import type { ProgramDefinition } from '../../../domain/programs/definition';
import { DEFAULT_POLICY } from '../../../domain/programs/definition';
import { COLOMBIA_ZONE } from '../../../domain/messaging/contact-hours';
import { TIME_OF_DAY } from '../../time-of-day';
import { timeZone } from '../../time-zone';

/** WhatsApp's limit through Twilio: https://www.twilio.com/docs/whatsapp/api */
const MAX_TEXT = 1600;
const SECONDS_IN: Record<string, number> = { s: 1, m: 60, h: 3600 };

const localTime = z
  .string()
  .regex(TIME_OF_DAY, {
    error: 'a time of day as HH:MM, 24 hours, such as 09:00',
    abort: true,
  })
  .meta({ examples: ['09:00'] });
const title = z.string().trim().min(1, 'write a title').max(200);
const dayLength = z.union(
  [
    z.number().positive().max(86_400),
    z
      .string()
      .regex(/^\d+(\.\d+)?[smh]$/)
      .transform((text) => Number(text.slice(0, -1)) * (SECONDS_IN[text.slice(-1)] ?? 1))
      .pipe(z.number().positive().max(86_400)),
  ],
  'a length such as "20s" or "2m", or a number of seconds, at most one day',
);

const dayContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().trim().min(1, 'write the message').max(MAX_TEXT),
  }),
  z.strictObject({
    kind: z.literal('template'),
    template: z.string().trim().min(1, "write the provider's template id").max(200),
    variables: z.record(z.string(), z.string().max(MAX_TEXT)).default({}),
    preview: z.string().max(MAX_TEXT).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('bot-trigger') }),
  z.strictObject({
    kind: z.literal('scenario'),
    bot: title.meta({ description: 'The name of one of your bots' }),
    scenario: title.meta({
      description: "The name of one of the bot's scenarios; its end completes the day",
    }),
  }),
]);

const daySchema = z.strictObject({
  number: z.int().min(1).max(7),
  title,
  content: dayContentSchema,
});

const sessionSchema = z.strictObject({
  number: z.int().min(1).max(52),
  title,
  days: z.array(daySchema).min(1, 'a session needs at least one day').max(7).superRefine(consecutive),
});

const policyFields = {
  maxAttemptsPerDay: z.int().min(1).max(10).default(DEFAULT_POLICY.maxAttemptsPerDay),
  excludeAfterFailedRetries: z.int().min(1).max(100).default(DEFAULT_POLICY.excludeAfterFailedRetries),
  whenAttemptsRunOut: z.enum(['wait', 'advance']).default(DEFAULT_POLICY.whenAttemptsRunOut),
  sendIntervalMs: z.int().min(0).max(3_600_000).default(DEFAULT_POLICY.sendIntervalMs),
  misfire: z.enum(['send-once', 'skip']).default(DEFAULT_POLICY.misfire),
  misfireGrace: localTime.default(DEFAULT_POLICY.misfireGrace),
  contactHours: z.enum(['any', 'co-ley-2300']).default(DEFAULT_POLICY.contactHours),
  completion: z.enum(['reply', 'reported']).default(DEFAULT_POLICY.completion),
  dayLength: dayLength.exactOptional(),
};
const programPolicySchema = z.strictObject(policyFields);

const weekdays = z
  .array(z.int().min(1).max(7))
  .min(1, 'name at least one weekday, 1 Monday … 7 Sunday, or leave weekdays out')
  .refine((days) => new Set(days).size === days.length, 'name each weekday once')
  .meta({ description: 'ISO weekdays with evaluations, 1 Monday … 7 Sunday; all seven when absent' });

const definitionFields = {
  name: z.string().trim().min(1, 'name the program').max(120),
  timezone: timeZone,
  sendAt: localTime,
  weekdays: weekdays.exactOptional(),
  sessions: z
    .array(sessionSchema)
    .min(1, 'a program needs at least one session')
    .max(52)
    .superRefine(consecutive),
};

/** A program as people write it: what it does not say of contact hours, the account does. */
export const programBody = z
  .strictObject({
    ...definitionFields,
    policy: z
      .strictObject({ ...policyFields, contactHours: policyFields.contactHours.unwrap().exactOptional() })
      .prefault({}),
  })
  .meta({ id: 'ProgramBody' });
export type ProgramBody = z.output<typeof programBody>;

/** A program with everything filled in; unknown keys are refused. */
export const programDefinitionSchema = z
  .strictObject({ ...definitionFields, policy: programPolicySchema.prefault({}) })
  .superRefine(possibleTimes)
  .meta({ id: 'ProgramDefinition' });

/** Sessions and days are numbered by place, so that S2D3 names the same day everywhere. */
function consecutive(items: { number: number }[], context: z.RefinementCtx<{ number: number }[]>): void {
  const wrong = items.findIndex((item, index) => item.number !== index + 1);
  if (wrong === -1) return;
  const message = `numbers run 1, 2, 3 … without a gap: expected ${wrong + 1}, found ${items[wrong]?.number}`;
  context.addIssue({ code: 'custom', path: [wrong, 'number'], message });
}

function possibleTimes(definition: ProgramDefinition, context: z.RefinementCtx<ProgramDefinition>): void {
  const { sendAt, timezone: zone, policy } = definition;
  if (policy.dayLength !== undefined) return;
  const refuse = (path: string[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (policy.misfireGrace <= sendAt) {
    refuse(['policy', 'misfireGrace'], `must be later than sendAt ${sendAt}: nothing would ever be sent`);
  }
  if (policy.contactHours === 'any') return;
  if (zone !== COLOMBIA_ZONE) {
    refuse(
      ['timezone'],
      `co-ley-2300 counts hours in ${COLOMBIA_ZONE}: use that zone, or contactHours "any"`,
    );
  }
  if (!hasPermittedDay(definition)) {
    refuse(
      ['sendAt'],
      `co-ley-2300 allows Monday to Friday 07:00–19:00 and Saturday 08:00–15:00: never ${sendAt} on these weekdays`,
    );
  }
}
