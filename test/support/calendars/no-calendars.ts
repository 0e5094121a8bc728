import type { CalendarProviders } from '../../../calendars/calendar-provider';

/** A server on which no provider of calendars is set up. */
export const NO_CALENDARS: CalendarProviders = { of: () => null, names: [] };
