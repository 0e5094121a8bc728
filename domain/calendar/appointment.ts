import type { EpochMs } from '../time/moments';

/** Whose calendar shows the appointments; `local` is Hilo's own. */
export const CALENDAR_PROVIDERS = ['local', 'google', 'outlook'] as const;
export type CalendarProviderName = (typeof CALENDAR_PROVIDERS)[number];

export const APPOINTMENT_STATES = ['booked', 'cancelled'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

/** A contact's time with the account. */
export interface Appointment {
  id: string;
  accountId: string;
  contactId: string;
  state: AppointmentState;
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** What it is about, in the contact's or an operator's words; null for nothing, and once the contact is erased. */
  note: string | null;
  /** Whoever has it may read the appointment as a file. */
  token: string;
  /** Grows with each change; from 1. */
  version: number;
  /** The last version that the connected calendar shows; the newest where none is connected. */
  shownVersion: number;
  /** What the connected calendar calls it; null while it does not have it. */
  externalId: string | null;
  /** Why the connected calendar does not show the newest version yet. */
  notShown: string | null;
}
