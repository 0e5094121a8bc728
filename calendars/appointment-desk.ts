import type { Appointment } from '../domain/calendar/appointment';
import type { CalendarSettings } from '../domain/calendar/calendar-settings';
import { freeSlots, type Interval } from '../domain/calendar/free-slots';
import type { EpochMs, ZoneClock } from '../domain/time/moments';
import type { ConnectedCalendars } from './connections';
import { showAppointment, type ShownRows } from './show-appointment';

/** Where appointments are kept: no two of an account overlap there, whoever asks at once. */
export interface AppointmentRows {
  find(accountId: string, key: string): Promise<Appointment | null>;
  get(accountId: string, id: string): Promise<Appointment | null>;
  book(wish: {
    accountId: string;
    contactId: string;
    idempotencyKey: string;
    startsAt: EpochMs;
    endsAt: EpochMs;
    takenUntil: EpochMs;
    note: string | null;
    most: number | null;
    now: EpochMs;
  }): Promise<{ kind: 'booked'; appointment: Appointment } | { kind: 'taken' } | { kind: 'too-many' }>;
  move(accountId: string, id: string, times: Interval & { takenUntil: EpochMs }): Promise<Appointment | null>;
  cancel(accountId: string, id: string): Promise<Appointment | null>;
  taken(accountId: string, within: Interval, but: string | null): Promise<Interval[]>;
}

export interface AppointmentDeskDeps {
  settings: { get(accountId: string): Promise<CalendarSettings> };
  rows: AppointmentRows;
  shown: ShownRows;
  calendars: ConnectedCalendars;
  clock: ZoneClock;
  now: () => EpochMs;
}

/** Why nothing can be said about times now: the connected calendar has to be connected anew, or is away. */
export type Unavailable = { kind: 'not-connected'; reason: string } | { kind: 'away'; detail: string };

export type SlotsFound = { kind: 'slots'; slots: Interval[]; settings: CalendarSettings } | Unavailable;

/** `not-offered`: outside the hours, too soon, too far, or between the slots. */
export type Arranged =
  | { kind: 'arranged'; appointment: Appointment; settings: CalendarSettings }
  | { kind: 'taken' | 'not-offered' | 'too-many' | 'unknown' }
  | Unavailable;

export interface SlotQuery {
  accountId: string;
  within: Interval;
  /** The account's usual length when absent. */
  minutes?: number | undefined;
  /** An appointment that is about to move takes no time. */
  moving?: string | undefined;
}

export interface BookingWish {
  accountId: string;
  contactId: string;
  /** The same for every try of one wish. */
  key: string;
  startsAt: EpochMs;
  minutes?: number | undefined;
  note: string | null;
  /** Whether the account's limit of appointments a contact holds: for what a contact asks for itself. */
  limited: boolean;
}

/** An appointment of the account; with a contact, only of that one. */
export interface OwnAppointment {
  accountId: string;
  id: string;
  contactId?: string | undefined;
}

export type AppointmentDesk = ReturnType<typeof createAppointmentDesk>;

const MINUTE_MS = 60_000;

/**
 * Gives appointments: the account's hours and its own rows say what is free, and so does the calendar it connected,
 * which is then made to show what was arranged.
 */
export function createAppointmentDesk(deps: AppointmentDeskDeps) {
  const { rows, settings, shown, calendars } = deps;

  const arranged = async (appointment: Appointment): Promise<Arranged> => {
    await showAppointment({ shown, calendars, settings }, appointment);
    const { accountId, id } = appointment;
    const now = await rows.get(accountId, id);
    return { kind: 'arranged', appointment: now ?? appointment, settings: await settings.get(accountId) };
  };

  const own = async ({ accountId, id, contactId }: OwnAppointment): Promise<Appointment | null> => {
    const found = await rows.get(accountId, id);
    return contactId === undefined || found?.contactId === contactId ? found : null;
  };

  return {
    slots: (query: SlotQuery): Promise<SlotsFound> => slotsOf(deps, query),

    /** The same key again gives what it made, whatever became of it since. */
    async book({ accountId, contactId, key, note, limited, ...wish }: BookingWish): Promise<Arranged> {
      const known = await rows.find(accountId, key);
      if (known) return arranged(known);
      const offer = await offered(deps, { accountId, ...wish });
      if (offer.kind !== 'offered') return offer;
      const { slot, settings: of } = offer;
      const booked = await rows.book({
        ...{ accountId, contactId, idempotencyKey: key, note },
        ...takenTime(slot, of),
        most: limited ? of.mostPerContact : null,
        now: deps.now(),
      });
      return booked.kind === 'booked' ? arranged(booked.appointment) : booked;
    },

    /** To where it is already: nothing happens. */
    async move(which: OwnAppointment, startsAt: EpochMs): Promise<Arranged> {
      const appointment = await own(which);
      if (appointment?.state !== 'booked') return { kind: 'unknown' };
      if (appointment.startsAt === startsAt) return arranged(appointment);
      const { accountId, id } = appointment;
      const minutes = (appointment.endsAt - appointment.startsAt) / MINUTE_MS;
      const offer = await offered(deps, { accountId, startsAt, minutes, moving: id });
      if (offer.kind !== 'offered') return offer;
      const moved = await rows.move(accountId, id, takenTime(offer.slot, offer.settings));
      return moved ? arranged(moved) : { kind: 'taken' };
    },

    /** What is cancelled already stays so. */
    async cancel(which: OwnAppointment): Promise<Arranged> {
      const appointment = await own(which);
      const cancelled = appointment && (await rows.cancel(appointment.accountId, appointment.id));
      return cancelled ? arranged(cancelled) : { kind: 'unknown' };
    },
  };
}

type Offer =
  | { kind: 'offered'; slot: Interval; settings: CalendarSettings }
  | { kind: 'taken' | 'not-offered' }
  | Unavailable;

/** The slot that begins then, if it can be had. */
async function offered(
  deps: AppointmentDeskDeps,
  { startsAt, ...wish }: Omit<SlotQuery, 'within'> & { startsAt: EpochMs },
): Promise<Offer> {
  const within = { startsAt, endsAt: startsAt + 1 };
  const found = await slotsOf(deps, { ...wish, within });
  if (found.kind !== 'slots') return found;
  const { settings, slots } = found;
  const [slot] = slots;
  if (slot) return { kind: 'offered', slot, settings };
  const minutes = wish.minutes ?? settings.slotMinutes;
  const ifFree = freeSlots({ settings, busy: [], within, minutes, now: deps.now(), clock: deps.clock });
  return { kind: ifFree.length > 0 ? 'taken' : 'not-offered' };
}

async function slotsOf(deps: AppointmentDeskDeps, query: SlotQuery): Promise<SlotsFound> {
  const { accountId, within, moving } = query;
  const settings = await deps.settings.get(accountId);
  const minutes = query.minutes ?? settings.slotMinutes;
  const reach = (minutes + settings.bufferMinutes) * MINUTE_MS;
  const around = { startsAt: within.startsAt - reach, endsAt: within.endsAt + reach };
  const asked = await deps.calendars.ask(accountId, (calendar, token) =>
    calendar.busy(token, around, moving === undefined ? [] : [moving]),
  );
  if (asked.kind === 'not-connected') return asked;
  if (asked.kind === 'later' || asked.kind === 'refused') return { kind: 'away', detail: asked.detail };
  const ours = await deps.rows.taken(accountId, around, moving ?? null);
  const busy = asked.kind === 'answered' ? [...ours, ...asked.value] : ours;
  const { now, clock } = deps;
  return {
    kind: 'slots',
    settings,
    slots: freeSlots({ settings, busy, within, minutes, now: now(), clock }),
  };
}

function takenTime({ startsAt, endsAt }: Interval, { bufferMinutes }: CalendarSettings) {
  return { startsAt, endsAt, takenUntil: endsAt + bufferMinutes * MINUTE_MS };
}
