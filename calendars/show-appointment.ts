import type { Appointment } from '../domain/calendar/appointment';
import type { CalendarSettings } from '../domain/calendar/calendar-settings';
import type { ShownAppointment } from './calendar';
import type { ConnectedCalendars } from './connections';

/** Which changes of appointments the connected calendars show. */
export interface ShownRows {
  claim(appointment: Pick<Appointment, 'accountId' | 'id'>): Promise<Appointment | null>;
  shown(appointment: Appointment, externalId: string | null): Promise<void>;
  notShown(appointment: Appointment, why: { detail: string; retryAfterMs: number }): Promise<void>;
}

export interface ShowDeps {
  settings: { get(accountId: string): Promise<CalendarSettings> };
  shown: ShownRows;
  calendars: ConnectedCalendars;
}

const RETRY_MS = 60_000;
const REFUSED_RETRY_MS = 3_600_000;

/**
 * Makes the account's connected calendar show what was arranged, unless somebody is at it. What fails is tried again
 * later: the appointment stands all the same.
 */
export async function showAppointment(
  deps: ShowDeps,
  which: Pick<Appointment, 'accountId' | 'id'>,
): Promise<void> {
  const claimed = await deps.shown.claim(which);
  if (claimed) await showClaimed(deps, claimed);
}

/** The same for one that is claimed already. */
export async function showClaimed(
  { settings, shown, calendars }: ShowDeps,
  claimed: Appointment,
): Promise<void> {
  const { accountId, state } = claimed;
  const as = shownAs(claimed, await settings.get(accountId));
  const asked = await calendars.ask<string | null>(accountId, (calendar, token) =>
    state === 'booked' ? calendar.show(token, as) : calendar.remove(token, as),
  );
  switch (asked.kind) {
    case 'none':
      return shown.shown(claimed, null);
    case 'answered':
      return shown.shown(claimed, asked.value);
    case 'later':
      return shown.notShown(claimed, { detail: asked.detail, retryAfterMs: asked.retryAfterMs ?? RETRY_MS });
    case 'refused':
      return shown.notShown(claimed, { detail: asked.detail, retryAfterMs: REFUSED_RETRY_MS });
    case 'not-connected':
      return shown.notShown(claimed, { detail: asked.reason, retryAfterMs: REFUSED_RETRY_MS });
  }
}

function shownAs(
  { id, startsAt, endsAt, note, externalId }: Appointment,
  { title, place }: CalendarSettings,
): ShownAppointment {
  return { id, title, place, startsAt, endsAt, note, externalId };
}
