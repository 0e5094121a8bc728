import { z } from 'zod';
import type { Arranged } from '../../../calendars/appointment-desk';
import { ICS_NAME, ICS_TYPE, writeIcs } from '../../../calendars/write-ics';
import type { ApiDeps } from '../../api-deps';
import { readIdempotencyKey } from '../../idempotency-key';
import { readPage } from '../../paging';
import { notFound, problem, type ProblemCode } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { answerArranged } from './answer-arranged';
import { presentAppointment, presentListedAppointment } from './calendar.presenter';
import {
  appointmentListQuery,
  appointmentPage,
  appointmentParams,
  appointmentView,
  bookBody,
  moveBody,
} from './calendar.schema';

const REFUSALS: ProblemCode[] = ['slot_taken', 'calendar_away'];

/** The appointments of an account. */
export const appointmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/calendar/appointments',
    operationId: 'listAppointments',
    summary: 'Appointments in the order in which they begin, with whom they are',
    tag: 'Calendar',
    access: 'calendar:read',
    query: appointmentListQuery,
    response: { status: 200, description: 'A page', schema: appointmentPage },
    handler: async (
      { accountId, query: { limit, cursor, from, to, ...rest } },
      { calendar, publicBaseUrl },
    ) =>
      reply(
        await readPage({
          limit,
          read: (count) =>
            calendar.appointments.list({
              ...{ ...rest, accountId, limit: count, after: cursor },
              ...{ from: instantOf(from), to: instantOf(to) },
            }),
          cursorOf: ({ id }) => id,
          present: (appointment) => presentListedAppointment(appointment, publicBaseUrl),
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/calendar/appointments/{id}',
    operationId: 'getAppointment',
    summary: 'One appointment',
    tag: 'Calendar',
    access: 'calendar:read',
    params: appointmentParams,
    response: { status: 200, description: 'The appointment', schema: appointmentView },
    handler: async ({ accountId, params }, { calendar, publicBaseUrl }) => {
      const appointment = await calendar.appointments.get(accountId, params.id);
      return appointment ? reply(presentAppointment(appointment, publicBaseUrl)) : notFound('appointment');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/calendar/appointments',
    operationId: 'bookAppointment',
    summary: 'Books a free slot for a contact; the same Idempotency-Key books it once',
    tag: 'Calendar',
    access: 'calendar:book',
    headers: {
      'Idempotency-Key': {
        required: true,
        description: 'Your own name for this booking, 1 to 100 characters',
      },
    },
    body: json(bookBody),
    refusals: ['not_found', 'idempotency_key_reused', 'conflict', ...REFUSALS],
    response: { status: 201, description: 'The appointment', schema: appointmentView },
    handler: async ({ accountId, body, header }, deps) => {
      const key = readIdempotencyKey(header('idempotency-key'));
      if (typeof key !== 'string') return key;
      if (!(await deps.contacts.get(accountId, body.contactId))) return notFound('contact');
      const { contactId, minutes, note } = body;
      const startsAt = Date.parse(body.startsAt);
      const wish = { accountId, contactId, startsAt, minutes, note, key: `api:${key}`, limited: false };
      const arranged = await deps.calendar.desk.book(wish);
      if (arranged.kind === 'arranged' && arranged.appointment.contactId !== contactId) {
        return problem('idempotency_key_reused', 'This Idempotency-Key already booked for somebody else.');
      }
      return present(arranged, deps);
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/calendar/appointments/{id}/move',
    operationId: 'moveAppointment',
    summary: 'Moves a booked appointment to another free slot; to where it is, nothing happens',
    tag: 'Calendar',
    access: 'calendar:book',
    params: appointmentParams,
    body: json(moveBody),
    refusals: REFUSALS,
    response: { status: 200, description: 'The appointment', schema: appointmentView },
    handler: async ({ accountId, params, body }, deps) => {
      const which = { accountId, id: params.id };
      return present(await deps.calendar.desk.move(which, Date.parse(body.startsAt)), deps);
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/calendar/appointments/{id}/cancel',
    operationId: 'cancelAppointment',
    summary: 'Cancels an appointment; again changes nothing',
    tag: 'Calendar',
    access: 'calendar:book',
    params: appointmentParams,
    response: { status: 200, description: 'The appointment', schema: appointmentView },
    handler: async ({ accountId, params }, deps) =>
      present(await deps.calendar.desk.cancel({ accountId, id: params.id }), deps),
  }),

  defineRoute({
    method: 'get',
    path: '/api/calendar/invitations/{token}',
    operationId: 'getInvitation',
    summary: 'An appointment as an .ics file, for whoever was sent its address',
    tag: 'Calendar',
    access: 'public',
    params: z.strictObject({ token: z.string().regex(/^[\w-]{32}$/) }),
    refusals: ['not_found'],
    response: { status: 200, description: 'The file', contentType: `${ICS_TYPE}; charset=utf-8` },
    handler: async ({ params }, { calendar, now }) => {
      const appointment = await calendar.appointments.getByToken(params.token);
      if (!appointment) return notFound('appointment');
      const settings = await calendar.settings.get(appointment.accountId);
      const headers = {
        'content-disposition': `attachment; filename="${ICS_NAME}"`,
        'cache-control': 'no-store',
      };
      return reply(writeIcs(appointment, settings, now()), { headers });
    },
  }),
];

function instantOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Date.parse(written);
}

function present(arranged: Arranged, { publicBaseUrl }: ApiDeps) {
  const answer = answerArranged(arranged);
  return 'kind' in answer ? answer : reply(presentAppointment(answer, publicBaseUrl));
}
