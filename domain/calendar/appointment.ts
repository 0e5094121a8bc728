import type { EpochMs } from '../time/moments';

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
}
