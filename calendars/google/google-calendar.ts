import { z } from 'zod';
import type { HttpExchange } from '../../channels/http-exchange';
import type { EpochMs } from '../../domain/time/moments';
import type { CalendarFailure, CalendarProvider, ShownEvent } from '../calendar-provider';
import { callProvider, isGone, NOTHING, type CallFailure, type ProviderLine } from '../call-provider';
import { createOAuthTokens } from '../oauth-tokens';
import { eventIdOf, eventResource } from './event-resource';
import { readFailure } from './read-failure';

export interface GoogleCalendarSettings {
  clientId: string;
  clientSecret: string;
  http: HttpExchange;
  timeoutMs: number;
  now: () => EpochMs;
  /** One server instead of Google's three. */
  baseUrl?: string | undefined;
}

/** Least that does: events, when somebody is busy, and whose calendar it is. */
const SCOPES = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/calendar.freebusy',
];

const busyAnswer = z.object({
  calendars: z.object({
    primary: z.object({
      busy: z
        .array(z.object({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }) }))
        .default([]),
      errors: z.array(z.unknown()).default([]),
    }),
  }),
});
const eventsAnswer = z.object({ summary: z.string().default('primary') });
const userAnswer = z.object({ email: z.string().min(1) });
const putAnswer = z.object({ id: z.string().min(1) });

/**
 * The primary calendar of a Google account: Calendar API v3 (developers.google.com/workspace/calendar/api/v3/reference)
 * over OAuth 2.0 for web servers (developers.google.com/identity/protocols/oauth2/web-server), which gives a refresh
 * token for `access_type=offline` and, a second time, for `prompt=consent` alone.
 */
export function createGoogleCalendar(settings: GoogleCalendarSettings): CalendarProvider {
  const { http, timeoutMs, baseUrl } = settings;
  const line: ProviderLine = { http, timeoutMs, title: 'Google' };
  const api = `${baseUrl ?? 'https://www.googleapis.com'}/calendar/v3`;
  const oauth = baseUrl ?? 'https://oauth2.googleapis.com';
  return {
    name: 'google',
    ...createOAuthTokens({
      ...settings,
      line,
      authorizeUrl: `${baseUrl ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`,
      tokenUrl: `${oauth}/token`,
      scopes: SCOPES,
      extra: { access_type: 'offline', prompt: 'consent' },
    }),

    async revoke(refreshToken) {
      const form = { token: refreshToken };
      const answer = await callProvider(line, { method: 'POST', url: `${oauth}/revoke`, form }, NOTHING);
      // 400: it knows no such token any more.
      return answer.kind === 'answered' || (answer.kind === 'refused' && answer.status === 400);
    },

    async identify(token) {
      const userinfo = `${baseUrl ?? 'https://openidconnect.googleapis.com'}/v1/userinfo`;
      const user = await callProvider(line, { method: 'GET', url: userinfo, token }, userAnswer);
      if (user.kind !== 'answered') return readFailure(user);
      const url = `${api}/calendars/primary/events?maxResults=1&fields=summary`;
      const events = await callProvider(line, { method: 'GET', url, token }, eventsAnswer);
      if (events.kind !== 'answered') return readFailure(events);
      return { kind: 'known', owner: user.body.email, calendar: events.body.summary };
    },

    async busy(token, { startsAt, endsAt }) {
      const body = {
        ...{ timeMin: new Date(startsAt).toISOString(), timeMax: new Date(endsAt).toISOString() },
        items: [{ id: 'primary' }],
      };
      const answer = await callProvider(
        line,
        { method: 'POST', url: `${api}/freeBusy`, token, body },
        busyAnswer,
      );
      if (answer.kind !== 'answered') return readFailure(answer);
      const { busy, errors } = answer.body.calendars.primary;
      if (errors.length > 0)
        return { kind: 'away', detail: 'Google could not look into the calendar', retryAfterMs: 5_000 };
      const intervals = busy.map(({ start, end }) => ({
        startsAt: Date.parse(start),
        endsAt: Date.parse(end),
      }));
      return { kind: 'read', busy: intervals };
    },

    put: (token, event, known) =>
      putEvent({ line, events: `${api}/calendars/primary/events`, token }, event, known),

    async remove(token, { appointmentId, known }) {
      const url = `${api}/calendars/primary/events/${known ?? eventIdOf(appointmentId)}`;
      const answer = await callProvider(line, { method: 'DELETE', url, token }, NOTHING);
      return answer.kind === 'answered' || isGone(answer) ? { kind: 'removed' } : readFailure(answer);
    },
  };
}

interface Place {
  line: ProviderLine;
  /** The address of the calendar's events. */
  events: string;
  token: string;
}

/**
 * The id is ours, so that a second event of an appointment is refused as a duplicate (409). An event that its owner
 * deleted keeps its id and cannot be made again under it: then the id has the version too.
 */
async function putEvent(
  place: Place,
  event: ShownEvent,
  known: string | null,
): Promise<{ kind: 'put'; eventId: string } | CalendarFailure> {
  const first = eventIdOf(event.appointmentId);
  const made = known === null ? await insert(place, event, first) : await patch(place, event, known);
  if (made.kind === 'answered') return { kind: 'put', eventId: made.body.id };
  const again = known === null && isDuplicate(made) ? await patch(place, event, first) : made;
  if (again.kind === 'answered') return { kind: 'put', eventId: again.body.id };
  if (!isLost(again)) return readFailure(again);
  const next = eventIdOf(event.appointmentId, event.version);
  const anew = await insert(place, event, next);
  if (anew.kind === 'answered' || isDuplicate(anew)) return { kind: 'put', eventId: next };
  return readFailure(anew);
}

function insert({ line, events, token }: Place, event: ShownEvent, id: string) {
  const body = { id, ...eventResource(event) };
  return callProvider(line, { method: 'POST', url: events, token, body }, putAnswer);
}

function patch({ line, events, token }: Place, event: ShownEvent, id: string) {
  const call = { method: 'PATCH' as const, url: `${events}/${id}`, token, body: eventResource(event) };
  return callProvider(line, call, putAnswer);
}

const isDuplicate = (failure: CallFailure) => failure.kind === 'refused' && failure.status === 409;

/** A deleted event may also be refused as forbidden when it is changed; a limit has the same status. */
const isLost = (failure: CallFailure) =>
  isGone(failure) ||
  (failure.kind === 'refused' && failure.status === 403 && readFailure(failure).kind === 'refused');
