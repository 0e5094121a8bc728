import { z } from 'zod';
import { ALERT_DIRECTIONS, ALERT_SEVERITIES, ALERT_STATES } from '../../../domain/alerts/alert-rule';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { pageFields, pageOf } from '../../paging';
import { tagSchema } from '../contacts/contacts.schema';

const MONTH_SECONDS = 30 * 86_400;

export const alertParams = z.strictObject({ id: z.uuid() });
export const ruleListQuery = z.strictObject(pageFields);
export const alertListQuery = z.strictObject({
  ...pageFields,
  state: z.enum(ALERT_STATES).optional(),
  severity: z.enum(ALERT_SEVERITIES).optional(),
});

const condition = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('keyword'),
      keywords: z
        .array(z.string().trim().min(1).max(100))
        .min(1)
        .max(100)
        .meta({ description: 'Whole words or phrases, whatever their case and accents' }),
      match: z.enum(['any', 'all']).default('any'),
    }),
    z.strictObject({
      type: z.literal('regex'),
      pattern: z.string().min(1).max(500).meta({ description: 'RE2, so that no pattern takes long' }),
    }),
    z.strictObject({
      type: z.literal('sentiment'),
      atMost: z
        .number()
        .min(-1)
        .max(0)
        .meta({ description: 'Fires at this or below; a clear complaint is some -0.4. Spanish and English' }),
    }),
  ])
  .meta({ id: 'AlertCondition' });

export const ruleBody = z.strictObject({
  name: z.string().trim().min(1, 'name the rule').max(120),
  isActive: z.boolean().default(true),
  condition,
  direction: z.enum(ALERT_DIRECTIONS).default('inbound'),
  severity: z.enum(ALERT_SEVERITIES).default('medium'),
  scope: z
    .strictObject({
      botIds: z.array(z.uuid()).max(100).default([]),
      channels: z.array(z.enum(CHANNEL_NAMES)).default([]),
      tags: z.array(tagSchema).max(100).default([]).meta({ description: 'Contacts with any of these' }),
    })
    .prefault({})
    .meta({ description: 'Where it looks; an empty list is everywhere' }),
  cooldownSeconds: z
    .int()
    .min(0)
    .max(MONTH_SECONDS)
    .default(300)
    .meta({ description: 'So long it is silent about the same contact after it fired' }),
});

export const ruleView = ruleBody.extend({ id: z.uuid() }).meta({ id: 'AlertRule' });
export const rulePage = pageOf(ruleView);

const step = z.strictObject({ at: z.iso.datetime(), by: z.string() }).nullable();

export const alertView = z
  .strictObject({
    id: z.uuid(),
    rule: z.strictObject({ id: z.uuid(), name: z.string() }),
    severity: z.enum(ALERT_SEVERITIES),
    state: z.enum(ALERT_STATES),
    why: z.string().meta({ description: 'What the rule found' }),
    contactId: z.uuid().nullable(),
    botId: z.uuid().nullable(),
    dialogId: z.uuid().nullable(),
    message: z
      .strictObject({ direction: z.enum(['inbound', 'outbound']), id: z.uuid(), text: z.string().nullable() })
      .nullable()
      .meta({ description: 'What raised it; without its text once the contact is erased' }),
    raisedAt: z.iso.datetime(),
    acknowledged: step.meta({ description: 'Null until somebody did' }),
    resolved: step.meta({ description: 'Null until somebody did' }),
  })
  .meta({ id: 'Alert' });
export const alertPage = pageOf(alertView);

export const testBody = z.strictObject({
  text: z.string().max(10_000),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  channel: z.enum(CHANNEL_NAMES).default('simulator'),
  botId: z.uuid().nullable().default(null),
  contactTags: z.array(tagSchema).max(100).default([]),
});

export const testView = z
  .strictObject({
    sentiment: z.number().nullable().meta({ description: 'From -1 to 1; null where no word tells' }),
    fires: z.array(z.strictObject({ ruleId: z.uuid(), name: z.string(), why: z.string() })),
  })
  .meta({ id: 'AlertTest' });
