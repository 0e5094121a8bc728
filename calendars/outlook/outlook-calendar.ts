import { z } from 'zod';
import type { HttpExchange } from '../../channels/http-exchange';
import type { Interval } from '../../domain/calendar/free-slots';
import type { EpochMs } from '../../domain/time/moments';
import type { CalendarFailure, CalendarProvider, ShownEvent } from '../calendar-provider';
import { callProvider, isGone, NOTHING, plain, type ProviderLine } from '../call-provider';
import { createOAuthTokens } from '../oauth-tokens';
import { readBusyPage } from './busy-page';
import { eventResource, ofAppointment } from './event-resource';

export interface OutlookCalendarSettings {
  clientId: string;
  clientSecret: string;
  /** `common` for every account, or one organisation's id. */
  tenant: string;
  http: HttpExchange;
  timeoutMs: number;
  now: () => EpochMs;
  /** One server instead of Microsoft's two. */
  baseUrl?: string | undefined;
}

const SCOPES = ['offline_access', 'https://graph.microsoft.com/Calendars.ReadWrite'];

const calendarAnswer = z.object({
  name: z.string().default('Calendar'),
  owner: z.object({ address: z.string().min(1) }),
});
const eventAnswer = z.object({ id: z.string().min(1) });
const foundAnswer = z.object({ value: z.array(eventAnswer) });

/** More pages of one stretch than anybody's calendar has; beyond them nobody can say what is free. */
const MOST_PAGES = 20;

interface Place {
  line: ProviderLine;
  api: string;
  token: string;
}

/**
 * The default calendar of a Microsoft account: Graph v1.0 (learn.microsoft.com/en-us/graph/api/resources/calendar) over
 * the identity platform's authorisation code flow (learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow),
 * which gives a refresh token for `offline_access` and a new one at each renewal.
 */
export function createOutlookCalendar(settings: OutlookCalendarSettings): CalendarProvider {
  const { http, timeoutMs, tenant, baseUrl } = settings;
  const line: ProviderLine = { http, timeoutMs, title: 'Microsoft' };
  const api = `${baseUrl ?? 'https://graph.microsoft.com'}/v1.0/me`;
  const oauth = `${baseUrl ?? 'https://login.microsoftonline.com'}/${tenant}/oauth2/v2.0`;
  return {
    name: 'outlook',
    ...createOAuthTokens({
      ...settings,
      line,
      authorizeUrl: `${oauth}/authorize`,
      tokenUrl: `${oauth}/token`,
      scopes: SCOPES,
      extra: { response_mode: 'query', prompt: 'select_account' },
    }),

    // Microsoft has no call for it but one that signs the person out everywhere.
    revoke: () => Promise.resolve(false),

    async identify(token) {
      const url = `${api}/calendar?$select=name,owner`;
      const answer = await callProvider(line, { method: 'GET', url, token }, calendarAnswer);
      if (answer.kind !== 'answered') return plain(answer);
      return { kind: 'known', owner: answer.body.owner.address, calendar: answer.body.name };
    },

    busy: (token, within) => readBusy({ line, api, token }, within),
    put: (token, event, known) => putEvent({ line, api, token }, event, known),

    async remove(token, { appointmentId, known }) {
      const place = { line, api, token };
      const found =
        known === null ? await find(place, appointmentId) : { kind: 'found' as const, ids: [known] };
      if (found.kind !== 'found') return found;
      for (const id of found.ids) {
        const answer = await callProvider(
          line,
          { method: 'DELETE', url: eventUrl(place, id), token },
          NOTHING,
        );
        if (answer.kind !== 'answered' && !isGone(answer)) return plain(answer);
      }
      return { kind: 'removed' };
    },
  };
}

async function readBusy(
  { line, api, token }: Place,
  { startsAt, endsAt }: Interval,
): Promise<{ kind: 'read'; busy: Interval[] } | CalendarFailure> {
  const query = new URLSearchParams({
    ...{ startDateTime: new Date(startsAt).toISOString(), endDateTime: new Date(endsAt).toISOString() },
    ...{ $select: 'start,end,showAs,isCancelled', $top: '250' },
  });
  const busy: Interval[] = [];
  let url: string | undefined = `${api}/calendarView?${query.toString()}`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page += 1) {
    const read = await readBusyPage(line, url, token);
    if (read.kind !== 'read') return plain(read);
    busy.push(...read.busy);
    // It would be given the token; without its events nobody can say what is free.
    if (read.next !== undefined && !isOnHostOf(api, read.next)) return ELSEWHERE;
    url = read.next;
  }
  if (url === undefined) return { kind: 'read', busy };
  return { kind: 'refused', detail: 'Microsoft lists more events than can be read', status: 200 };
}

const ELSEWHERE = {
  kind: 'refused',
  detail: 'Microsoft sends for the rest of its events to another host',
  status: 200,
} as const;

function isOnHostOf(api: string, url: string): boolean {
  return URL.parse(url)?.origin === new URL(api).origin;
}

/**
 * `transactionId` makes a repeated POST one event (learn.microsoft.com/en-us/graph/api/resources/event); for one whose
 * appointment changed meanwhile it is refused as a duplicate, and the event is found by a property of ours.
 */
async function putEvent(
  place: Place,
  event: ShownEvent,
  known: string | null,
): Promise<{ kind: 'put'; eventId: string } | CalendarFailure> {
  if (known !== null) {
    const changed = await change(place, event, known);
    if (changed.kind === 'answered') return { kind: 'put', eventId: known };
    // Its owner deleted it: it is made again, and once for each version.
    return isGone(changed) ? create(place, event, `${event.appointmentId}:${event.version}`) : plain(changed);
  }
  return create(place, event, event.appointmentId);
}

async function create(
  place: Place,
  event: ShownEvent,
  transactionId: string,
): Promise<{ kind: 'put'; eventId: string } | CalendarFailure> {
  const { line, api, token } = place;
  const body = { ...eventResource(event), transactionId };
  const made = await callProvider(line, { method: 'POST', url: `${api}/events`, token, body }, eventAnswer);
  if (made.kind === 'answered') return { kind: 'put', eventId: made.body.id };
  if (made.kind !== 'refused' || !made.text.includes('ErrorDuplicateTransactionId')) return plain(made);
  const found = await find(place, event.appointmentId);
  if (found.kind !== 'found') return found;
  const [id] = found.ids;
  // Its owner deleted it: one is made for this version.
  const next = `${event.appointmentId}:${event.version}`;
  if (id === undefined) return transactionId === next ? plain(made) : create(place, event, next);
  const changed = await change(place, event, id);
  return changed.kind === 'answered' ? { kind: 'put', eventId: id } : plain(changed);
}

function change(place: Place, event: ShownEvent, id: string) {
  const call = {
    method: 'PATCH' as const,
    url: eventUrl(place, id),
    token: place.token,
    body: eventResource(event),
  };
  return callProvider(place.line, call, eventAnswer);
}

/** By the property that says which appointment it is. */
async function find(
  { line, api, token }: Place,
  appointmentId: string,
): Promise<{ kind: 'found'; ids: string[] } | CalendarFailure> {
  const query = new URLSearchParams({ $filter: ofAppointment(appointmentId), $select: 'id' });
  const url = `${api}/events?${query.toString()}`;
  const answer = await callProvider(line, { method: 'GET', url, token }, foundAnswer);
  if (answer.kind !== 'answered') return plain(answer);
  return { kind: 'found', ids: answer.body.value.map(({ id }) => id) };
}

const eventUrl = ({ api }: Place, id: string) => `${api}/events/${encodeURIComponent(id)}`;
