import type { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { enroll, enrollAll, refusalOf } from './enroll';
import { presentDetail, presentEnrollment } from './enrollments.presenter';
import {
  enrollBody,
  enrolledView,
  enrollmentDetailView,
  enrollmentListQuery,
  enrollmentPage,
  enrollmentParams,
  programParams,
} from './enrollments.schema';

const LOG_LINES = 500;

interface Listing {
  accountId: string;
  programId: string;
  query: z.output<typeof enrollmentListQuery>;
}

async function listEnrollments({ accountId, programId, query }: Listing, deps: ApiDeps) {
  const { limit, cursor, state, session, day } = query;
  const filter = { accountId, programId, stage: state, session, day, after: cursor ?? null };
  const page = await readPage({
    limit,
    read: (count) => deps.enrollments.list({ ...filter, limit: count }),
    cursorOf: (row) => row.id,
    present: (row) => row,
  });
  const phones = await deps.programContacts.phonesOf(
    accountId,
    page.items.map((row) => row.contactId),
  );
  return {
    items: page.items.map((row) => presentEnrollment(row, phones.get(row.contactId) ?? null)),
    nextCursor: page.nextCursor,
  };
}

/** Who takes part in a program, and where each of them stands. */
export const enrollmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/programs/{id}/enrollments',
    operationId: 'enroll',
    summary: 'Enrolls one contact or many; a stopped enrollment goes on from where it stood',
    tag: 'Enrollments',
    access: 'programs:write',
    params: programParams,
    body: json(enrollBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'What became of each contact', schema: enrolledView },
    handler: async ({ accountId, params, body }, deps) => {
      const program = await deps.programs.get(accountId, params.id);
      if (!program) return notFound('program');
      const { channel = deps.defaultChannel } = body;
      if ('contacts' in body) {
        const wanted = body.contacts.map((who) => ({ program, channel, who }));
        return reply({ items: await enrollAll(wanted, deps) });
      }
      const result = await enroll({ program, channel, who: body }, deps);
      return result.outcome === 'refused' ? refusalOf(result) : reply({ items: [result] });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/programs/{id}/enrollments',
    operationId: 'listEnrollments',
    summary: 'Enrollments of a program, oldest first, by state and by current session and day',
    tag: 'Enrollments',
    access: 'programs:read',
    params: programParams,
    query: enrollmentListQuery,
    response: { status: 200, description: 'A page', schema: enrollmentPage },
    handler: async ({ accountId, params, query }, deps) => {
      if (!(await deps.programs.get(accountId, params.id))) return notFound('program');
      return reply(await listEnrollments({ accountId, programId: params.id, query }, deps));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/enrollments/{id}',
    operationId: 'getEnrollment',
    summary: 'One enrollment: its grid of days, and why each message went out or did not',
    tag: 'Enrollments',
    access: 'programs:read',
    params: enrollmentParams,
    response: { status: 200, description: 'The enrollment', schema: enrollmentDetailView },
    handler: async ({ accountId, params }, { enrollments, programContacts, decisions }) => {
      const row = await enrollments.get(accountId, params.id);
      if (!row) return notFound('enrollment');
      const phones = await programContacts.phonesOf(accountId, [row.contactId]);
      const log = await decisions.ofEnrollment(accountId, row.id, LOG_LINES);
      return reply(presentDetail(row, phones.get(row.contactId) ?? null, log));
    },
  }),
];
