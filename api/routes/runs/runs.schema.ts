import { z } from 'zod';
import { SEND_STATES } from '../../../domain/messaging/send';
import { pageFields, pageOf } from '../../paging';
import { decisionFields } from '../enrollments/enrollments.schema';

const date = z.iso.date('a date, such as 2026-11-21');

export const runsParams = z.strictObject({ id: z.uuid() });
export const runParams = z.strictObject({ id: z.uuid(), date });
export const runListQuery = z.strictObject({
  limit: pageFields.limit,
  cursor: date.optional().meta({ description: 'The nextCursor of the page before' }),
});
export const runQuery = z.strictObject(pageFields);

const count = z.int();

const runFields = {
  date: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable().meta({ description: 'Null while evaluations are still to come' }),
  durationMs: count,
  evaluated: count.meta({ description: 'Contacts' }),
  sent: count,
  failed: count,
  excluded: count,
  omitted: z.record(z.string(), z.int()).meta({ description: 'Contacts that got nothing, by reason' }),
  responseMs: z
    .strictObject({ p50: z.number().nullable(), p95: z.number().nullable() })
    .meta({ description: "The provider's response times" }),
  progressTable: z.strictObject({
    state: z.enum(['none', 'running', 'done', 'failed']),
    detail: z.string().nullable(),
  }),
};

const runView = z.strictObject(runFields).meta({ id: 'Run' });
export const runPage = pageOf(runView);

const runLineView = z
  .strictObject({
    enrollmentId: z.uuid(),
    contactId: z.uuid(),
    at: z.iso.datetime(),
    ...decisionFields,
    sendState: z.enum(SEND_STATES).nullable(),
  })
  .meta({ id: 'RunLine' });

export const runDetailView = z
  .strictObject({ ...runFields, lines: pageOf(runLineView) })
  .meta({ id: 'RunDetail' });
