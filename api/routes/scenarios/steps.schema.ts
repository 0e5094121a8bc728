import { z } from 'zod';
import { LONGEST_CALL_MS, readDuration } from '../../../domain/conversations/duration';
import { APPOINTMENT_DEEDS } from '../../../domain/conversations/steps';
import { answerRuleSchema } from './answer-rules.schema';
import { assignmentSchema, conditionSchema } from './expressions.schema';
import { SAY_SOMETHING, buttonsSchema, listSchema, saysSomething, spoken } from './spoken.schema';
import {
  durationSchema,
  pathSchema,
  targetSchema,
  textSchema,
  valueSchema,
  variableNameSchema,
} from './words.schema';

const base = {
  note: z.string().max(1000).exactOptional().meta({ description: 'For whoever edits the scenario' }),
  auto: z
    .strictObject({
      after: durationSchema,
      next: targetSchema.exactOptional(),
      keep: z
        .boolean()
        .exactOptional()
        .meta({ description: 'True: a message from the person does not cancel it' }),
    })
    .exactOptional()
    .meta({ description: "Goes on after a delay, to `next` or else to the step's own" }),
};
const next = targetSchema;
const timeout = z
  .strictObject({ after: durationSchema, next: targetSchema })
  .exactOptional()
  .meta({ description: 'Where silence leads' });

const message = z
  .strictObject({
    kind: z.literal('message'),
    ...base,
    ...spoken,
    buttons: buttonsSchema.exactOptional(),
    list: listSchema.exactOptional(),
    next: next.exactOptional(),
  })
  .refine(saysSomething, SAY_SOMETHING)
  .refine(({ buttons, list }) => !buttons || !list, 'give either buttons or a list');

const ask = z
  .strictObject({
    kind: z.literal('ask'),
    ...base,
    ...spoken,
    answer: answerRuleSchema,
    save: variableNameSchema.exactOptional(),
    next,
    invalid: z
      .strictObject({
        text: textSchema.exactOptional(),
        tries: z.int().min(1).max(20).default(3),
        next: targetSchema.exactOptional(),
      })
      .prefault({}),
    timeout,
  })
  .refine(saysSomething, SAY_SOMETHING);

const branch = z.strictObject({
  kind: z.literal('branch'),
  ...base,
  conditions: z
    .array(z.strictObject({ if: conditionSchema, next }))
    .min(1)
    .max(50),
  else: targetSchema,
});

const set = z.strictObject({
  kind: z.literal('set'),
  ...base,
  assign: z.record(variableNameSchema, assignmentSchema),
  next,
});

const header = z.union([
  z.string().max(1000),
  z.strictObject({
    secret: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'the name of a secret, such as BOOKINGS_TOKEN'),
    prefix: z.string().max(50).exactOptional(),
  }),
]);

const callTimeout = durationSchema
  .refine((text) => (readDuration(text) ?? 0) <= LONGEST_CALL_MS, 'from 1s to 10s: no call takes longer')
  .meta({ description: 'For each try, from 1s to 10s', examples: ['5s', '10s'] });

const saved = z
  .record(
    variableNameSchema,
    pathSchema.regex(/^(status$|body$|body\.)/, 'a path that begins with status or body'),
  )
  .exactOptional();

const call = z.strictObject({
  kind: z.literal('call'),
  ...base,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\//, 'an address that begins with https://')
    .meta({ description: 'http only for hosts of HILO_CALL_ALLOWED_HOSTS' }),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'a header name'), header).exactOptional(),
  body: valueSchema.exactOptional(),
  timeout: callTimeout.default('10s'),
  retries: z.int().min(0).max(5).default(2),
  save: saved,
  next,
  onError: targetSchema.exactOptional(),
});

const appointment = z
  .strictObject({
    kind: z.literal('appointment'),
    ...base,
    do: z.enum(APPOINTMENT_DEEDS),
    day: z.string().min(1).max(200).exactOptional().meta({
      description: 'list: a date such as {{day}}; the next week when absent',
    }),
    at: z.string().min(1).max(200).exactOptional().meta({
      description: 'book and move: as list gave it, or {{day}} {{time}} by the clock of the calendar',
    }),
    minutes: z.int().min(5).max(1440).exactOptional(),
    about: textSchema.exactOptional(),
    text: textSchema
      .exactOptional()
      .meta({ description: 'book and move: said once it is done, with the file' }),
    save: saved,
    next,
    onTaken: targetSchema.exactOptional(),
    onError: targetSchema.exactOptional(),
  })
  .refine((step) => step.at !== undefined || step.do === 'list' || step.do === 'cancel', {
    path: ['at'],
    error: 'say when: to book and to move need at',
  });

const wait = z.strictObject({
  kind: z.literal('wait'),
  ...base,
  for: durationSchema,
  next,
  onMessage: targetSchema.exactOptional(),
});

const agent = z.strictObject({
  kind: z.literal('agent'),
  ...base,
  goal: textSchema,
  tools: z.array(z.string().min(1).max(100)).max(50).exactOptional(),
  save: variableNameSchema.exactOptional(),
  timeout,
  next,
  onError: targetSchema.exactOptional(),
});

const handoff = z.strictObject({
  kind: z.literal('handoff'),
  ...base,
  ...spoken,
  team: z.string().min(1).max(100).exactOptional(),
  summary: textSchema.exactOptional(),
  timeout,
  next,
});

const complete = z
  .strictObject({
    kind: z.literal('complete'),
    ...base,
    session: z.int().min(1).max(52).exactOptional(),
    day: z.int().min(1).max(7).exactOptional(),
    next,
  })
  .refine(
    ({ session, day }) => (session === undefined) === (day === undefined),
    'give both session and day, or neither',
  );

const end = z.strictObject({
  kind: z.literal('end'),
  note: base.note,
  ...spoken,
  outcome: z.string().min(1).max(100).exactOptional(),
});

export const stepSchema = z
  .discriminatedUnion('kind', [
    message,
    ask,
    branch,
    set,
    call,
    appointment,
    z.strictObject({ kind: z.literal('goto'), ...base, next }),
    wait,
    agent,
    handoff,
    z.strictObject({ kind: z.literal('enroll'), ...base, program: z.string().min(1).max(200), next }),
    complete,
    end,
  ])
  .meta({ id: 'Step' });
