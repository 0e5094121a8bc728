import { createGoogleCalendar } from '../calendars/google/google-calendar';
import { createOutlookCalendar } from '../calendars/outlook/outlook-calendar';
import type { CalendarProvider, CalendarProviders } from '../calendars/calendar-provider';
import { createHttpExchange } from '../channels/http-exchange';
import type { Env } from '../config/env';

/** The providers of calendars that the settings name; each process makes its own. */
export function calendarProvidersOf(env: Env): CalendarProviders {
  const reach = { http: createHttpExchange(), timeoutMs: env.CALENDAR_TIMEOUT_MS, now: () => Date.now() };
  const providers = [googleOf(env, reach), outlookOf(env, reach)].filter((provider) => provider !== null);
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return { of: (name) => byName.get(name) ?? null, names: [...byName.keys()] };
}

type Reach = Pick<Parameters<typeof createGoogleCalendar>[0], 'http' | 'timeoutMs' | 'now'>;

function googleOf(env: Env, reach: Reach): CalendarProvider | null {
  const { GOOGLE_OAUTH_CLIENT_ID: clientId, GOOGLE_OAUTH_CLIENT_SECRET: clientSecret } = env;
  if (clientId === undefined || clientSecret === undefined) return null;
  return createGoogleCalendar({ ...reach, clientId, clientSecret, baseUrl: env.GOOGLE_CALENDAR_BASE_URL });
}

function outlookOf(env: Env, reach: Reach): CalendarProvider | null {
  const { OUTLOOK_OAUTH_CLIENT_ID: clientId, OUTLOOK_OAUTH_CLIENT_SECRET: clientSecret } = env;
  if (clientId === undefined || clientSecret === undefined) return null;
  const { OUTLOOK_TENANT: tenant, OUTLOOK_CALENDAR_BASE_URL: baseUrl } = env;
  return createOutlookCalendar({ ...reach, clientId, clientSecret, tenant, baseUrl });
}
