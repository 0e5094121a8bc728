import type { Appointment } from '../domain/calendar/appointment';
import type { ClaimedEvent } from '../domain/calendar/calendar-connection';
import type { CalendarSettings } from '../domain/calendar/calendar-settings';
import type { Interval } from '../domain/calendar/free-slots';
import type { EpochMs } from '../domain/time/moments';
import type { Asked, CalendarLink } from './calendar-link';
import type { CalendarFailure, ShownEvent } from './calendar-provider';

/** What another event of the appointment is to be tried with, and what was in the way. */
export interface PutOff {
  accountId: string;
  id: string;
  until: EpochMs;
  trouble: string;
}

/** Which appointments are not shown as they are now, and by whom that is mended. */
export interface EventRows {
  /** Null where there is nothing to do, or somebody is at it. What was claimed is given back after a minute. */
  claim(accountId: string, id: string, now: EpochMs): Promise<ClaimedEvent | null>;
  /** True when the appointment has changed since it was claimed. */
  settle(claimed: ClaimedEvent, eventId: string | null): Promise<boolean>;
  putOff(put: PutOff): Promise<void>;
  waiting(now: EpochMs, limit: number): Promise<{ accountId: string; id: string }[]>;
}

export interface ConnectedCalendarDeps {
  link: Pick<CalendarLink, 'ask'>;
  events: EventRows;
  settings: { get(accountId: string): Promise<CalendarSettings> };
  now: () => EpochMs;
}

/** What takes the owner's time; `none` without a calendar elsewhere, `away` when nobody can say. */
export type BusyTimes =
  { kind: 'read'; busy: Interval[] } | { kind: 'none' } | { kind: 'away'; detail: string };

/** The calendar elsewhere that an account may have connected, as the desk needs it. */
export type ConnectedCalendar = ReturnType<typeof createConnectedCalendar>;

/** After what will never do; somebody may mend it at the provider meanwhile. */
const REFUSED_RETRY_MS = 900_000;
const MOST_ROUNDS = 3;
/** For so long one look at what waits goes on; the next takes the rest. */
const SHOWING_MS = 10_000;

/** Shows appointments in the calendar that an account connected, and asks it what else takes its owner's time. */
export function createConnectedCalendar({ link, events, settings, now }: ConnectedCalendarDeps) {
  async function showOnce(claimed: ClaimedEvent): Promise<boolean> {
    const { appointment, eventId } = claimed;
    const { accountId, id, state } = appointment;
    const answer: Asked<{ kind: 'put'; eventId: string } | { kind: 'removed' }> =
      state === 'cancelled'
        ? await link.ask(accountId, (provider, token) =>
            provider.remove(token, { appointmentId: id, known: eventId }),
          )
        : await put(claimed);
    if (answer.kind === 'put') return events.settle(claimed, answer.eventId);
    if (answer.kind === 'removed') return events.settle(claimed, null);
    const { wait, trouble } = putOffBy(answer);
    await events.putOff({ accountId, id, until: now() + wait, trouble });
    return false;
  }

  async function put({ appointment, eventId, contactName }: ClaimedEvent) {
    const event = eventOf(appointment, contactName, await settings.get(appointment.accountId));
    return link.ask(appointment.accountId, (provider, token) => provider.put(token, event, eventId));
  }

  async function show(accountId: string, id: string): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const claimed = await events.claim(accountId, id, now());
      if (claimed === null || !(await showOnce(claimed))) return;
    }
  }

  return {
    async busy(accountId: string, within: Interval): Promise<BusyTimes> {
      const answer = await link.ask(accountId, (provider, token) => provider.busy(token, within));
      if (answer.kind === 'read' || answer.kind === 'none') return answer;
      return { kind: 'away', detail: answer.detail };
    },

    /** Makes the event what the appointment is. What cannot be done now, `showWaiting` does later. */
    show,

    /** How many of the appointments that waited were looked at. */
    async showWaiting(limit: number): Promise<number> {
      const waiting = await events.waiting(now(), limit);
      const stopAt = now() + SHOWING_MS;
      let looked = 0;
      for (const { accountId, id } of waiting) {
        if (now() > stopAt) break;
        await show(accountId, id);
        looked += 1;
      }
      return looked;
    },
  };
}

function putOffBy(answer: CalendarFailure | { kind: 'none' }): { wait: number; trouble: string } {
  if (answer.kind === 'none') return { wait: REFUSED_RETRY_MS, trouble: 'no calendar is connected' };
  const wait = answer.kind === 'away' ? answer.retryAfterMs : REFUSED_RETRY_MS;
  return { wait, trouble: answer.detail };
}

/** Its owner sees who comes, and what about. */
function eventOf(
  { id, version, note, startsAt, endsAt }: Appointment,
  contactName: string | null,
  { title, place }: Pick<CalendarSettings, 'title' | 'place'>,
): ShownEvent {
  const shown = contactName === null ? title : `${title} · ${contactName}`;
  return { appointmentId: id, version, title: shown, place, note, startsAt, endsAt };
}
