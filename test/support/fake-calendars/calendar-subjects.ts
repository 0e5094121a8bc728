import { CALENDAR_PROVIDERS } from '../../../domain/calendar/calendar-connection';
import { ALWAYS_OPEN } from '../calendar-weeks';
import { createTestApi, type TestApi } from '../test-api';
import { startFakeCalendar, type FakeCalendar } from './fake-calendar';

/** Where an account's appointments are: on its own rows alone, or shown in a calendar elsewhere too. */
export const CALENDARS = ['local', ...CALENDAR_PROVIDERS] as const;

/** An account with such a calendar, and the fake that plays the provider; null for none. */
export interface CalendarSubject {
  api: TestApi;
  fake: FakeCalendar | null;
  close(): Promise<void>;
}

export async function startCalendar(name: (typeof CALENDARS)[number]): Promise<CalendarSubject> {
  if (name === 'local') {
    const api = await openApi(undefined);
    return { api, fake: null, close: () => api.close() };
  }
  const connected = await startConnected(name);
  return { ...connected, close: () => closeBoth(connected) };
}

/** An account whose calendar at the provider is connected as people connect it. */
export async function startConnected(name: (typeof CALENDAR_PROVIDERS)[number]) {
  const fake = await startFakeCalendar(name);
  const api = await openApi(fake);
  await connectCalendar(api, fake);
  return { api, fake };
}

/** Begins, has the owner agree, and comes back; the status of the callback. */
export async function connectCalendar(api: TestApi, fake: FakeCalendar): Promise<number> {
  const provider = fake.provider.name;
  const begun = await api.call('post', '/api/calendar/connection').send({ provider });
  const back = new URL(fake.oauth.consent((begun.body as { url: string }).url));
  return (await api.call('get', back.pathname + back.search).unset('x-api-key')).status;
}

export async function closeBoth({ api, fake }: { api: TestApi; fake: FakeCalendar }): Promise<void> {
  await api.close();
  await fake.close();
}

async function openApi(fake: FakeCalendar | undefined): Promise<TestApi> {
  const calendarProviders = fake && {
    of: (wanted: string) => (wanted === fake.provider.name ? fake.provider : null),
    names: [fake.provider.name],
  };
  const api = await createTestApi(calendarProviders && { calendarProviders });
  await api.deps.calendar.settings.put(api.account.id, ALWAYS_OPEN);
  return api;
}

/** Somebody who books, of an account. */
export async function makeBooker(api: TestApi, phone = '+573001110001', name: string | null = null) {
  const who = { accountId: api.account.id, channel: 'simulator' as const, address: phone, phone, name };
  return api.deps.contacts.ensure(who);
}
