import { CALENDAR_PROVIDERS } from '../../../domain/calendar/appointment';
import type { ApiDeps } from '../../api-deps';
import { defineRoute, json, reply, type Route } from '../../route';
import { answerUnavailable } from './answer-arranged';
import { presentConnection, presentSlot } from './calendar.presenter';
import { calendarView, settingsBody, slotsQuery, slotsView } from './calendar.schema';

const WEEK_MS = 7 * 86_400_000;
const MOST_SLOTS = 500;

/** When the account gives appointments, and what is free. */
export const calendarRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/calendar',
    operationId: 'getCalendar',
    summary: 'Working hours, and the calendar that is connected',
    tag: 'Calendar',
    access: 'calendar:read',
    response: { status: 200, description: 'The calendar', schema: calendarView },
    handler: async ({ accountId }, deps) => reply(await presentCalendar(accountId, deps)),
  }),

  defineRoute({
    method: 'put',
    path: '/api/calendar',
    operationId: 'putCalendar',
    summary: 'Replaces working hours and rules; what is booked stays as it is',
    tag: 'Calendar',
    access: 'calendar:write',
    body: json(settingsBody),
    response: { status: 200, description: 'The calendar', schema: calendarView },
    handler: async ({ accountId, body }, deps) => {
      await deps.calendar.settings.put(accountId, body);
      return reply(await presentCalendar(accountId, deps));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/calendar/slots',
    operationId: 'listSlots',
    summary: 'Slots that can be booked now, in their order',
    tag: 'Calendar',
    access: 'calendar:read',
    query: slotsQuery,
    refusals: ['calendar_not_connected', 'unavailable'],
    response: { status: 200, description: 'The slots', schema: slotsView },
    handler: async ({ accountId, query: { from, to, minutes } }, { calendar, now }) => {
      const startsAt = from === undefined ? now() : Date.parse(from);
      const endsAt = to === undefined ? startsAt + WEEK_MS : Date.parse(to);
      const found = await calendar.desk.slots({ accountId, within: { startsAt, endsAt }, minutes });
      if (found.kind !== 'slots') return answerUnavailable(found);
      return reply({ zone: found.settings.zone, items: found.slots.slice(0, MOST_SLOTS).map(presentSlot) });
    },
  }),
];

async function presentCalendar(accountId: string, { calendar }: ApiDeps) {
  const [settings, connection] = await Promise.all([
    calendar.settings.get(accountId),
    calendar.connections.get(accountId),
  ]);
  const available = CALENDAR_PROVIDERS.filter((name) => name === 'local' || calendar.providers[name]);
  return { ...settings, connection: presentConnection(connection), available };
}
