import { defineRoute, json, reply, type Route } from '../../route';
import { calendarAway } from './answer-arranged';
import { presentSlot } from './calendar.presenter';
import { calendarView, settingsBody, slotsQuery, slotsView } from './calendar.schema';

const WEEK_MS = 7 * 86_400_000;
const MOST_SLOTS = 500;

/** When the account gives appointments, and what is free. */
export const calendarRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/calendar',
    operationId: 'getCalendar',
    summary: 'Working hours, and the rules of appointments',
    tag: 'Calendar',
    access: 'calendar:read',
    response: { status: 200, description: 'The calendar', schema: calendarView },
    handler: async ({ accountId }, { calendar }) => reply(await calendar.settings.get(accountId)),
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
    handler: async ({ accountId, body }, { calendar }) => {
      const before = await calendar.settings.get(accountId);
      await calendar.settings.put(accountId, body);
      const after = await calendar.settings.get(accountId);
      return reply(after, { change: { before, after } });
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
    refusals: ['calendar_away'],
    response: { status: 200, description: 'The slots', schema: slotsView },
    handler: async ({ accountId, query: { from, to, minutes } }, { calendar, now }) => {
      const startsAt = from === undefined ? now() : Date.parse(from);
      const endsAt = to === undefined ? startsAt + WEEK_MS : Date.parse(to);
      const found = await calendar.desk.slots({ accountId, within: { startsAt, endsAt }, minutes });
      if (found.kind === 'away') return calendarAway(found.detail);
      const { settings, slots } = found;
      return reply({ zone: settings.zone, items: slots.slice(0, MOST_SLOTS).map(presentSlot) });
    },
  }),
];
