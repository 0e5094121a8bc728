import { z } from 'zod';
import { ALERT_ACTION_STATES } from '../../../domain/alerts/alert-action';
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

const minutes = z.int().min(1).max(1440).default(15).meta({ description: 'How far it looks back' });

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
    z.strictObject({
      type: z.literal('provider-down'),
      failures: z.int().min(1).max(1000).default(5).meta({ description: 'Calls in a row without an answer' }),
      minutes,
    }),
    z.strictObject({
      type: z.literal('failure-rate'),
      above: z.number().min(0).max(1).default(0.2).meta({ description: 'Of the sends of a channel' }),
      atLeast: z.int().min(1).max(1000).default(20).meta({ description: 'Of fewer sends nothing is said' }),
      minutes,
    }),
    z.strictObject({ type: z.literal('broadcast-paused') }),
    z.strictObject({ type: z.literal('calendar-revoked') }),
    z.strictObject({
      type: z.literal('webhook-signatures'),
      atLeast: z.int().min(1).max(1_000_000).default(10),
      minutes,
    }),
    z.strictObject({
      type: z.literal('queue-age'),
      minutes: minutes.meta({ description: 'Something is due for longer than this' }),
    }),
  ])
  .meta({ id: 'AlertCondition' });

const action = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('webhook'),
      url: z
        .url({ protocol: /^https?$/, error: 'an https address' })
        .max(2000)
        .meta({ description: 'A public https address; signed, see docs/alerts.md' }),
    }),
    z.strictObject({ kind: z.literal('email'), to: z.array(z.email()).min(1).max(20) }),
    z.strictObject({
      kind: z.literal('handoff'),
      hours: z
        .int()
        .min(1)
        .max(365 * 24)
        .nullable()
        .default(24)
        .meta({ description: 'After so long the bot speaks again; null for not until it is returned' }),
    }),
    z.strictObject({ kind: z.literal('tag'), tag: tagSchema }),
  ])
  .meta({ id: 'AlertAction' });

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
  actions: z
    .array(action)
    .max(10)
    .default([])
    .meta({ description: 'What is done about each alert, beside showing it' }),
});

const fingerprint = z.string().meta({ description: 'Tells secrets apart and nothing about them' });

export const ruleView = ruleBody
  .extend({ id: z.uuid(), webhookSecretFingerprint: fingerprint.nullable() })
  .meta({ id: 'AlertRule' });
export const savedRuleView = ruleView
  .extend({
    webhookSecret: z
      .string()
      .nullable()
      .meta({ description: 'Signs its webhooks; shown only by the answer that made it' }),
  })
  .meta({ id: 'SavedAlertRule' });
export const webhookSecretView = z
  .strictObject({ secret: z.string().meta({ description: 'Shown this once' }), fingerprint })
  .meta({ id: 'AlertWebhookSecret' });
export const rulePage = pageOf(ruleView);

const count = z.int();
/** What a rule found, for whoever says it in a language of their own. */
const reason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keywords'), words: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('pattern'), pattern: z.string() }),
  z.strictObject({ kind: z.literal('sentiment'), score: z.number() }),
  z.strictObject({ kind: z.literal('no-answer'), count }),
  z.strictObject({ kind: z.literal('failures'), count, of: z.int() }),
  z.strictObject({ kind: z.literal('stopped-itself') }),
  z.strictObject({ kind: z.literal('lets-nobody-in') }),
  z.strictObject({ kind: z.literal('not-signed'), count }),
  z.strictObject({ kind: z.literal('waits'), minutes: z.int() }),
]);

const step = z.strictObject({ at: z.iso.datetime(), by: z.string() }).nullable();

export const alertView = z
  .strictObject({
    id: z.uuid(),
    rule: z.strictObject({ id: z.uuid(), name: z.string() }),
    severity: z.enum(ALERT_SEVERITIES),
    state: z.enum(ALERT_STATES),
    why: z.string().meta({ description: 'What the rule found, in English' }),
    reason: reason
      .nullable()
      .meta({ description: 'The same as a code with its values; null of one raised before these were kept' }),
    subject: z
      .string()
      .nullable()
      .meta({ description: 'What of the platform it is about; null where a message raised it' }),
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
    actions: z
      .array(
        z.strictObject({
          id: z.uuid().meta({ description: 'Also the key of its webhook or email' }),
          kind: z.enum(['webhook', 'email', 'handoff', 'tag']),
          state: z.enum(ALERT_ACTION_STATES),
          tries: z.int(),
          reason: z.string().nullable().meta({ description: 'Why the last try failed' }),
        }),
      )
      .meta({ description: 'What its rule has done about it' }),
  })
  .meta({ id: 'Alert' });
export const alertPage = pageOf(alertView);

export const testBody = z.strictObject({
  rule: ruleBody
    .optional()
    .meta({ description: 'A rule to try before it is kept, instead of those that are' }),
  text: z.string().max(10_000),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  channel: z.enum(CHANNEL_NAMES).default('simulator'),
  botId: z.uuid().nullable().default(null),
  contactTags: z.array(tagSchema).max(100).default([]),
  sentiment: z
    .number()
    .min(-1)
    .max(1)
    .nullable()
    .default(null)
    .meta({ description: 'As a language model might see it; null for what the lists of words say' }),
});

export const testView = z
  .strictObject({
    sentiment: z.number().nullable().meta({ description: 'From -1 to 1; null where no word tells' }),
    fires: z.array(
      z.strictObject({
        ruleId: z.uuid(),
        name: z.string(),
        why: z.string(),
        reason,
        actions: z
          .array(
            z.strictObject({
              kind: z.enum(['webhook', 'email', 'handoff', 'tag']),
              would: z.string().meta({ description: 'What it would do' }),
              content: z.string().nullable().meta({ description: 'The body of a webhook, or the email' }),
            }),
          )
          .meta({ description: 'Nothing of it is done' }),
      }),
    ),
  })
  .meta({ id: 'AlertTest' });
