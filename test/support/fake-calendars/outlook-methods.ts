import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Reply } from '../provider-faults';
import type { BookedEvent, EventBook } from './event-book';
import { OWNER } from './google-methods';

interface EventBody {
  subject?: string;
  body?: { content?: string };
  start?: { dateTime?: string; timeZone?: string };
  end?: { dateTime?: string; timeZone?: string };
  showAs?: string;
  transactionId?: string;
  singleValueExtendedProperties?: { id: string; value: string }[];
}

/** Small, so that a stretch with some events has more than one page. */
const PAGE = 2;

/** What Microsoft Graph v1.0 answers. */
export function outlookMethods(book: EventBook, url: () => string): Record<string, (req: Request) => Reply> {
  return {
    'GET /v1.0/me/calendar': () => ok({ name: 'Calendar', owner: { name: 'Ana', address: OWNER } }),
    'GET /v1.0/me/calendarView': (req) => view(book, req, url()),
    'GET /v1.0/me/events': (req) => filtered(book, textOf(req.query['$filter'])),
    'POST /v1.0/me/events': (req) => create(book, req.body as EventBody),
    'PATCH /v1.0/me/events/:id': (req) => patch(book, String(req.params['id']), req.body as EventBody),
    'DELETE /v1.0/me/events/:id': (req) => remove(book, String(req.params['id'])),
  };
}

function view(book: EventBook, req: Request, url: string): Reply {
  const [from, to] = [req.query['startDateTime'], req.query['endDateTime']].map((at) =>
    Date.parse(textOf(at)),
  );
  const skip = Number(req.query['$skip'] ?? 0);
  const found = book.live().filter(({ startsAt, endsAt }) => startsAt < (to ?? 0) && endsAt > (from ?? 0));
  const zone = /outlook\.timezone="([^"]+)"/.exec(req.get('prefer') ?? '')?.[1] ?? 'Pacific Standard Time';
  const next = new URL(req.originalUrl, url);
  next.searchParams.set('$skip', String(skip + PAGE));
  return ok({
    value: found.slice(skip, skip + PAGE).map((event) => ({
      id: event.id,
      start: { dateTime: `${new Date(event.startsAt).toISOString().slice(0, 19)}.0000000`, timeZone: zone },
      end: { dateTime: `${new Date(event.endsAt).toISOString().slice(0, 19)}.0000000`, timeZone: zone },
      showAs: event.isBusy ? 'busy' : 'free',
      isCancelled: false,
    })),
    ...(skip + PAGE < found.length && { '@odata.nextLink': next.href }),
  });
}

function filtered(book: EventBook, filter: string): Reply {
  const wanted = /ep\/value eq '([^']+)'/.exec(filter)?.[1];
  const found = book.live().filter(({ appointmentId }) => appointmentId !== null && appointmentId === wanted);
  return ok({ value: found.map(({ id }) => ({ id })) });
}

/** The same again under one transactionId is the same event; something else under it is refused. */
function create(book: EventBook, body: EventBody): Reply {
  const transactionId = body.transactionId ?? null;
  const known = book.all().find((event) => transactionId !== null && event.transactionId === transactionId);
  const parts = partsOf(body);
  if (known) {
    const isSame = !known.isDeleted && known.startsAt === parts.startsAt && known.title === parts.title;
    return isSame ? created({ id: known.id }) : failed(409, 'ErrorDuplicateTransactionId');
  }
  const id = `AAMk${randomBytes(9).toString('base64')}=`;
  book.add({ id, transactionId, isDeleted: false, ...parts });
  return created({ id });
}

function patch(book: EventBook, id: string, body: EventBody): Reply {
  const event = book.get(id);
  if (!event || event.isDeleted) return failed(404, 'ErrorItemNotFound');
  Object.assign(event, partsOf(body));
  return ok({ id });
}

function remove(book: EventBook, id: string): Reply {
  const event = book.get(id);
  if (!event || event.isDeleted) return failed(404, 'ErrorItemNotFound');
  event.isDeleted = true;
  return { status: 204, body: {} };
}

function textOf(parameter: unknown): string {
  return typeof parameter === 'string' ? parameter : '';
}

const momentOf = (at: EventBody['start']) => Date.parse(`${at?.dateTime ?? ''}Z`);

function partsOf({ subject = '', body, start, end, showAs, singleValueExtendedProperties = [] }: EventBody) {
  return {
    ...{ title: subject, note: body?.content ?? '', isBusy: showAs !== 'free' },
    ...{ startsAt: momentOf(start), endsAt: momentOf(end) },
    appointmentId: singleValueExtendedProperties[0]?.value ?? null,
  } satisfies Partial<BookedEvent>;
}

const ok = (body: object): Reply => ({ status: 200, body });
const created = (body: object): Reply => ({ status: 201, body });

export function failed(status: number, code: string): Reply {
  return { status, body: { error: { code, message: code } } };
}
