import type { z } from 'zod';
import type { Disconnected } from '../../../calendars/connect-calendar';
import type { EventsShown } from '../../../db/repositories/appointment-events';
import type { CalendarConnection, CalendarProviderName } from '../../../domain/calendar/calendar-connection';
import type { connectionView, disconnectedView } from './connection.schema';

interface Shown {
  connection: CalendarConnection | null;
  events: EventsShown;
  offered: readonly CalendarProviderName[];
}

export function presentConnection({ connection, events, offered }: Shown): z.input<typeof connectionView> {
  if (connection === null) return { ...NONE, offered: [...offered] };
  const { state, provider, owner, calendar, connectedBy, connectedAt, revokedAt } = connection;
  return {
    ...{ state, provider, owner, calendar, connectedBy, ...events },
    connectedAt: new Date(connectedAt).toISOString(),
    revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
    todo: todoOf(state, offered.includes(provider)),
    offered: [...offered],
  };
}

const NONE = {
  ...{ state: 'none' as const, provider: null, owner: null, calendar: null, connectedBy: null },
  ...{ connectedAt: null, revokedAt: null, waiting: 0, trouble: null, todo: null },
};

function todoOf(state: CalendarConnection['state'], isSetUp: boolean): string | null {
  if (!isSetUp) return 'Set the client id and secret of this provider again, or disconnect the calendar.';
  if (state === 'connected') return null;
  return 'Connect the calendar again: its owner, the provider or a changed password ended the access. Until then nobody can book.';
}

export function presentDisconnected({
  provider,
  forgotten,
}: Extract<Disconnected, { kind: 'disconnected' }>): z.input<typeof disconnectedView> {
  return { provider, forgotten, todo: forgotten ? null : FORGET[provider] };
}

/** Where owners take access back themselves. */
const FORGET: Readonly<Record<CalendarProviderName, string>> = {
  google: 'The owner can remove the access at https://myaccount.google.com/connections.',
  outlook:
    'The owner can remove the access at https://account.microsoft.com/privacy/app-access, or at https://myapps.microsoft.com for an account of an organisation.',
};
