import type { Request } from 'express';
import type { Reply } from '../provider-faults';
import { merged, type BookedEvent, type EventBook } from './event-book';

export const OWNER = 'ana@example.com';
const ID = /^[a-v0-9]{5,1024}$/;

interface EventBody {
  id?: string;
  status?: string;
  summary?: string;
  description?: string;
  start?: { dateTime?: string };
  end?: { dateTime?: string };
  extendedProperties?: { private?: { hiloAppointment?: string } };
}

/** What Google's Calendar API v3 answers. */
export function googleMethods(book: EventBook): Record<string, (req: Request) => Reply> {
  return {
    'GET /v1/userinfo': () => ok({ sub: '1', email: OWNER, email_verified: true }),
    'GET /calendar/v3/calendars/primary/events': () => ok({ summary: OWNER }),
    'POST /calendar/v3/freeBusy': (req) => freeBusy(book, req.body as { timeMin: string; timeMax: string }),
    'POST /calendar/v3/calendars/primary/events': (req) => insert(book, req.body as EventBody),
    'PATCH /calendar/v3/calendars/primary/events/:id': (req) =>
      patch(book, String(req.params['id']), req.body as EventBody),
    'DELETE /calendar/v3/calendars/primary/events/:id': (req) => remove(book, String(req.params['id'])),
  };
}

function freeBusy(book: EventBook, { timeMin, timeMax }: { timeMin: string; timeMax: string }): Reply {
  const busy = merged(book.busyWithin(Date.parse(timeMin), Date.parse(timeMax))).map((time) => ({
    start: new Date(time.startsAt).toISOString(),
    end: new Date(time.endsAt).toISOString(),
  }));
  return ok({ kind: 'calendar#freeBusy', timeMin, timeMax, calendars: { primary: { busy } } });
}

function insert(book: EventBook, body: EventBody): Reply {
  const id = body.id ?? '';
  if (!ID.test(id)) return failed(400, 'invalid');
  if (book.get(id)) return failed(409, 'duplicate');
  book.add({ id, transactionId: null, isDeleted: false, ...partsOf(body) });
  return ok({ id, ...body });
}

/** An event that was deleted in the calendar's own page cannot be changed. */
function patch(book: EventBook, id: string, body: EventBody): Reply {
  const event = book.get(id);
  if (!event) return failed(404, 'notFound');
  if (event.isDeleted) return failed(403, 'forbidden');
  Object.assign(event, partsOf(body));
  return ok({ id, ...body });
}

function remove(book: EventBook, id: string): Reply {
  const event = book.get(id);
  if (!event) return failed(404, 'notFound');
  if (event.isDeleted) return failed(410, 'deleted');
  event.isDeleted = true;
  return { status: 204, body: {} };
}

function partsOf({ summary = '', description = '', start, end, extendedProperties }: EventBody) {
  return {
    ...{ title: summary, note: description, isBusy: true },
    startsAt: Date.parse(start?.dateTime ?? ''),
    endsAt: Date.parse(end?.dateTime ?? ''),
    appointmentId: extendedProperties?.private?.hiloAppointment ?? null,
  } satisfies Partial<BookedEvent>;
}

const ok = (body: object): Reply => ({ status: 200, body });

export function failed(status: number, reason: string): Reply {
  return {
    status,
    body: { error: { code: status, message: reason, errors: [{ domain: 'global', reason }] } },
  };
}
