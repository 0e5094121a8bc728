import { z } from 'zod';
import type { AuditRow } from '../../../db/repositories/audit-log';
import { pageFields, pageOf, readPage } from '../../paging';
import { defineRoute, reply, type Route } from '../../route';

const auditItem = z
  .strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: z.strictObject({ kind: z.enum(['operator', 'key']), id: z.uuid(), name: z.string() }),
    action: z.string().meta({ description: 'The operationId of this document, or what a sign-in led to' }),
    target: z.record(z.string(), z.unknown()).meta({ description: 'The ids it was about' }),
    fields: z.array(z.string()).meta({ description: 'The names of what was given, defaults too' }),
    status: z.int().nullable().meta({ description: 'Null when the process died before it was answered' }),
    change: z.strictObject({ before: z.unknown().optional(), after: z.unknown().optional() }).nullable(),
    requestId: z.string(),
  })
  .meta({ id: 'AuditEntry' });

function present({ at, actorKind, actorId, actorName, ...row }: AuditRow) {
  return { ...row, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName } };
}

export const auditPage = pageOf(auditItem);

/** What was done to the account, and by whom. */
export const auditRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/audit',
    operationId: 'listAudit',
    summary: 'Every write by a key or an operator, and every sign-in, the newest first; nobody can change it',
    tag: 'Access',
    access: 'access:read',
    query: z.strictObject({
      ...pageFields,
      action: z.string().min(1).max(80).optional(),
      actorId: z.uuid().optional(),
    }),
    response: { status: 200, description: 'A page of the log', schema: auditPage },
    handler: async ({ accountId, query: { limit, cursor, action, actorId } }, { auditLog }) => {
      const filter = { before: cursor ?? null, action: action ?? null, actorId: actorId ?? null };
      return reply(
        await readPage({
          limit,
          read: (count) => auditLog.list(accountId, { ...filter, count }),
          cursorOf: (row) => row.id,
          present,
        }),
      );
    },
  }),
];
