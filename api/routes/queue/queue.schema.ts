import { z } from 'zod';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { QUEUE_STATES } from '../../../domain/messaging/queue-state';
import { SEND_STATES } from '../../../domain/messaging/send';
import { pageFields, pageOf } from '../../paging';
import { createSendBody, sendContentView } from '../sends/sends.schema';

export const queueParams = z.strictObject({ id: z.uuid() });

export const queueQuery = z.strictObject({
  ...pageFields,
  state: z.enum(QUEUE_STATES).optional(),
  channel: z.enum(CHANNEL_NAMES).optional(),
  contactId: z.uuid().optional(),
  broadcastId: z.uuid().optional(),
});

export const enqueueBody = createSendBody.extend({
  at: z.iso.datetime({ offset: true }).optional().meta({
    description: 'When it is to go out, with its zone: 2026-12-01T09:00:00-05:00; at once when absent',
  }),
});

export const retryBody = z
  .strictObject({
    mayRepeat: z
      .boolean()
      .default(false)
      .meta({ description: 'True sends again what may have gone out already (unconfirmed)' }),
  })
  .default({ mayRepeat: false });

export const queuedView = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(QUEUE_STATES),
    ledgerState: z.enum(SEND_STATES).meta({ description: 'The same in the words of /api/sends' }),
    channel: z.enum(CHANNEL_NAMES),
    contactId: z.uuid(),
    broadcastId: z.uuid().nullable(),
    content: sendContentView,
    attempts: z.int(),
    error: z.strictObject({ code: z.string().nullable(), detail: z.string().nullable() }).nullable(),
    origin: z.string().meta({ description: 'What asked for it: its idempotency key' }),
    createdAt: z.iso.datetime(),
    scheduledFor: z.iso.datetime().nullable(),
    sentAt: z.iso.datetime().nullable().meta({ description: 'When the provider was last called' }),
  })
  .meta({ id: 'QueuedMessage' });

export const queuePage = pageOf(queuedView)
  .extend({
    counts: z
      .strictObject({
        pending: z.int(),
        processing: z.int(),
        sent: z.int(),
        failed: z.int(),
        retry: z.int(),
        cancelled: z.int(),
      })
      .meta({ description: 'Of the whole queue, whatever is filtered' }),
    oldestSeconds: z
      .int()
      .nullable()
      .meta({ description: 'How long the oldest has waited that could have gone out; null when none waits' }),
  })
  .meta({ id: 'MessageQueue' });

export const parkedView = z
  .strictObject({
    kind: z.enum(['send', 'inbound']),
    id: z.uuid(),
    channel: z.enum(CHANNEL_NAMES),
    contactId: z.uuid(),
    failures: z.int(),
    detail: z.string().nullable(),
    at: z.iso.datetime().meta({ description: 'When it was asked for, or came in' }),
  })
  .meta({ id: 'ParkedMessage' });
