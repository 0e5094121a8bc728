import type { Appointment } from '../domain/calendar/appointment';
import type { CalendarSettings } from '../domain/calendar/calendar-settings';
import { freeSlots, timesWithout, type Interval } from '../domain/calendar/free-slots';
import type { EpochMs, ZoneClock } from '../domain/time/moments';
import type { ConnectedCalendar } from './connected-calendar';

/** An appointment about to change; the key is of one wish, null where nothing repeats itself. */
export interface ChangedRow {
  accountId: string;
  id: string;
  changeKey: string | null;
}

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
  move(which: ChangedRow, times: Interval & { takenUntil: EpochMs }): Promise<Appointment | null>;
  cancel(which: ChangedRow): Promise<Appointment | null>;
  changedUnder(accountId: string, changeKey: string): Promise<Appointment | null>;
  taken(accountId: string, within: Interval, but: string | null): Promise<Interval[]>;
}

export interface AppointmentDeskDeps {
  settings: { get(accountId: string): Promise<CalendarSettings> };
  rows: AppointmentRows;
  connected: Pick<ConnectedCalendar, 'busy' | 'show'>;
  clock: ZoneClock;
  now: () => EpochMs;
}

/** What is free, by the rules it was looked for with; `away` when the connected calendar could not be asked. */
export type SlotsFound =
  { kind: 'found'; slots: Interval[]; settings: CalendarSettings } | { kind: 'away'; detail: string };

/**
 * `not-offered`: outside the hours, too soon, too far, or between the slots. `away`: the connected calendar could not
 * be asked, so nobody knows what is free, and nothing was changed.
 */
export type Arranged =
  | { kind: 'arranged'; appointment: Appointment; settings: CalendarSettings }
  | { kind: 'taken' | 'not-offered' | 'too-many' | 'unknown' }
  | { kind: 'away'; detail: string };

export interface SlotQuery {
  accountId: string;
  within: Interval;
  /** The account's usual length when absent. */
  minutes?: number | undefined;
  /** An appointment that is about to move takes no time. */
  moving?: Appointment | undefined;
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
  /** Of whoever may ask again and not know it: what was changed under it is not changed once more. */
  changeKey?: string | undefined;
}

export type AppointmentDesk = ReturnType<typeof createAppointmentDesk>;

const MINUTE_MS = 60_000;

/** Gives appointments: the account's hours and what is booked say what is free. */
export function createAppointmentDesk(deps: AppointmentDeskDeps) {
  const { rows, settings } = deps;

  const arranged = async (appointment: Appointment): Promise<Arranged> => ({
    ...{ kind: 'arranged', appointment },
    settings: await settings.get(appointment.accountId),
  });

  /** The row is the truth; what the connected calendar cannot show now is shown later. */
  const shown = async (appointment: Appointment): Promise<Arranged> => {
    await deps.connected.show(appointment.accountId, appointment.id);
    return arranged(appointment);
  };

  const own = async ({ accountId, id, contactId }: OwnAppointment): Promise<Appointment | null> => {
    const found = await rows.get(accountId, id);
    return contactId === undefined || found?.contactId === contactId ? found : null;
  };

  const changed = async ({ accountId, changeKey }: OwnAppointment): Promise<Appointment | null> =>
    changeKey === undefined ? null : rows.changedUnder(accountId, changeKey);

  return {
    slots: (query: SlotQuery): Promise<SlotsFound> => slotsOf(deps, query),

    /** The same key again gives what it made, whatever became of it since. */
    async book({ accountId, contactId, key, note, limited, ...wish }: BookingWish): Promise<Arranged> {
      const offer = await offered(deps, { accountId, ...wish });
      if (offer.kind !== 'offered') {
        // What is in the way may be what an earlier try made.
        const known = await rows.find(accountId, key);
        return known ? arranged(known) : offer;
      }
      const { slot, settings: of } = offer;
      const booked = await rows.book({
        ...{ accountId, contactId, idempotencyKey: key, note },
        ...takenTime(slot, of),
        most: limited ? of.mostPerContact : null,
        now: deps.now(),
      });
      return booked.kind === 'booked' ? shown(booked.appointment) : booked;
    },

    /** To where it is already: nothing happens. */
    async move(which: OwnAppointment, startsAt: EpochMs): Promise<Arranged> {
      const done = await changed(which);
      if (done) return arranged(done);
      const appointment = await own(which);
      if (appointment?.state !== 'booked') return { kind: 'unknown' };
      if (appointment.startsAt === startsAt) return arranged(appointment);
      const { accountId, id } = appointment;
      const minutes = (appointment.endsAt - appointment.startsAt) / MINUTE_MS;
      const offer = await offered(deps, { accountId, startsAt, minutes, moving: appointment });
      if (offer.kind !== 'offered') return offer;
      const changeKey = which.changeKey ?? null;
      const moved = await rows.move({ accountId, id, changeKey }, takenTime(offer.slot, offer.settings));
      return moved ? shown(moved) : { kind: 'taken' };
    },

    /** What is cancelled already stays so. */
    async cancel(which: OwnAppointment): Promise<Arranged> {
      const { accountId, id, changeKey = null } = which;
      const done = (await changed(which)) ?? (await own(which));
      const cancelled = done?.state === 'booked' ? await rows.cancel({ accountId, id, changeKey }) : done;
      return cancelled ? shown(cancelled) : { kind: 'unknown' };
    },
  };
}

type Offer =
  | { kind: 'offered'; slot: Interval; settings: CalendarSettings }
  | { kind: 'taken' | 'not-offered' }
  | { kind: 'away'; detail: string };

/** The slot that begins then, if it can be had. */
async function offered(
  deps: AppointmentDeskDeps,
  { startsAt, ...wish }: Omit<SlotQuery, 'within'> & { startsAt: EpochMs },
): Promise<Offer> {
  const within = { startsAt, endsAt: startsAt + 1 };
  const found = await slotsOf(deps, { ...wish, within });
  if (found.kind === 'away') return found;
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
  const elsewhere = await deps.connected.busy(accountId, around);
  if (elsewhere.kind === 'away') return elsewhere;
  const shownThere = elsewhere.kind === 'read' ? elsewhere.busy : [];
  const busy = [
    ...(await deps.rows.taken(accountId, around, moving?.id ?? null)),
    ...(moving ? timesWithout(shownThere, moving) : shownThere),
  ];
  const { now, clock } = deps;
  return {
    kind: 'found',
    settings,
    slots: freeSlots({ settings, busy, within, minutes, now: now(), clock }),
  };
}

function takenTime({ startsAt, endsAt }: Interval, { bufferMinutes }: CalendarSettings) {
  return { startsAt, endsAt, takenUntil: endsAt + bufferMinutes * MINUTE_MS };
}
