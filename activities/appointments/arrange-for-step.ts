import type { Arranged } from '../../calendars/appointment-desk';
import type { AppointmentRequest } from '../../domain/conversations/conversation';
import type { Value } from '../../domain/conversations/values';
import type { CalendarSettings } from '../../domain/calendar/calendar-settings';
import type { Arrange, CallAnswer } from '../conversations/conversations-deps';
import type { Clock } from '../messaging/dispatcher';
import { localText, readDay, readMoment } from './appointment-times';
import type { AppointmentScope, AppointmentsDeps } from './appointments-deps';
import { invite } from './invite';
import { appointmentsAhead } from './appointments-ahead';

/** Slots in one answer: what a person can still read, and a variable holds. */
const MOST_SLOTS = 20;

interface Asked {
  scope: AppointmentScope;
  settings: CalendarSettings;
  request: AppointmentRequest;
  key: string;
}

/**
 * Does what appointment steps ask for. Answers as a backend would: 200 with what was arranged, 409 for a time that
 * cannot be had, 404 where the contact has no appointment, 422 for what is no time, 503 while the connected calendar
 * cannot be asked.
 */
export function createArrange(deps: AppointmentsDeps, clock: Clock): Arrange {
  return async ({ accountId, contactId, dialogId, request, idempotencyKey }) => {
    const settings = await deps.settings.get(accountId);
    const scope = { accountId, contactId, dialogId, now: await clock() };
    const asked = { scope, settings, request, key: `step:${idempotencyKey}` };
    switch (request.do) {
      case 'list':
        return list(deps, asked);
      case 'book':
        return book(deps, asked);
      case 'move':
        return move(deps, asked);
      case 'cancel':
        return cancel(deps, asked);
    }
  };
}

async function list(deps: AppointmentsDeps, { scope, settings, request }: Asked): Promise<CallAnswer> {
  const { accountId, now } = scope;
  const within = readDay(request.day, settings, { clock: deps.zoneClock, now });
  if (!within) return refused(422, 'the day is no date');
  const minutes = request.minutes ?? undefined;
  const found = await deps.desk.slots({ accountId, within, minutes });
  if (found.kind === 'away') return refused(STATUS.away, found.kind);
  const slots = found.slots.slice(0, MOST_SLOTS).map(({ startsAt }) => {
    const local = localText(startsAt, settings, deps.zoneClock);
    return { at: local, time: local.slice(11) };
  });
  const shown = request.day === null ? slots.map(({ at }) => at) : slots.map(({ time }) => time);
  return answered(200, { count: slots.length, text: shown.join(', '), slots });
}

async function book(deps: AppointmentsDeps, { scope, settings, request, key }: Asked): Promise<CallAnswer> {
  const startsAt = readMoment(request.at ?? '', settings, deps.zoneClock);
  if (startsAt === null) return refused(422, 'at is no time');
  const { accountId, contactId } = scope;
  const minutes = request.minutes ?? undefined;
  const wish = { accountId, contactId, key, startsAt, minutes, note: request.about, limited: true };
  return answerOf(deps, scope, await deps.desk.book(wish));
}

async function move(deps: AppointmentsDeps, { scope, settings, request, key }: Asked): Promise<CallAnswer> {
  const startsAt = readMoment(request.at ?? '', settings, deps.zoneClock);
  if (startsAt === null) return refused(422, 'at is no time');
  const id = await targetOf(deps, scope, key);
  if (id === null) return refused(404, 'the contact has no appointment');
  const { accountId, contactId } = scope;
  return answerOf(deps, scope, await deps.desk.move({ accountId, contactId, id, changeKey: key }, startsAt));
}

async function cancel(deps: AppointmentsDeps, { scope, key }: Asked): Promise<CallAnswer> {
  const id = await targetOf(deps, scope, key);
  if (id === null) return refused(404, 'the contact has no appointment');
  const { accountId, contactId } = scope;
  return answerOf(deps, scope, await deps.desk.cancel({ accountId, contactId, id, changeKey: key }));
}

/** The contact's next one; asked again, the one that was changed, and never the one after it. */
async function targetOf(
  { appointments }: AppointmentsDeps,
  scope: AppointmentScope,
  key: string,
): Promise<string | null> {
  const known = await appointments.changedUnder(scope.accountId, key);
  const [next] = known ? [known] : await appointmentsAhead({ appointments }, scope);
  return next?.id ?? null;
}

async function answerOf(
  deps: AppointmentsDeps,
  scope: AppointmentScope,
  arranged: Arranged,
): Promise<CallAnswer> {
  if (arranged.kind !== 'arranged') return refused(STATUS[arranged.kind], arranged.kind);
  const { appointment, settings } = arranged;
  const { id, startsAt, endsAt, state } = appointment;
  const at = localText(startsAt, settings, deps.zoneClock);
  return answered(200, {
    appointment: {
      id,
      state,
      at,
      day: at.slice(0, 10),
      time: at.slice(11),
      minutes: (endsAt - startsAt) / 60_000,
    },
    invitation: await invite(deps, scope, arranged),
  });
}

const STATUS: Readonly<Record<Exclude<Arranged['kind'], 'arranged'>, number>> = {
  taken: 409,
  'not-offered': 409,
  'too-many': 429,
  unknown: 404,
  away: 503,
};

function answered(status: number, body: Value): CallAnswer {
  return { kind: 'answered', status, body };
}

function refused(status: number, reason: string): CallAnswer {
  return answered(status, { reason });
}
