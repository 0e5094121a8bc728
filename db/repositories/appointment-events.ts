import type { DataSource } from 'typeorm';
import type { ClaimedEvent } from '../../domain/calendar/calendar-connection';
import type { EpochMs } from '../../domain/time/moments';
import { APPOINTMENT_COLUMNS, toAppointment, type AppointmentRow } from './appointment-rows';
import { returnedRows } from './send-mapping';

export type AppointmentEvents = ReturnType<typeof createAppointmentEvents>;

/** How the calendar of an account shows its appointments. */
export interface EventsShown {
  /** Appointments that are not shown as they are now. */
  waiting: number;
  /** What was in the way of one of them last; null for nothing. */
  trouble: string | null;
}

interface ClaimedRow extends AppointmentRow {
  connectionId: string;
  eventId: string | null;
  contactName: string | null;
}

/** For so long a process that claimed one has it for itself: more than all its calls together may take. */
const CLAIMED = "interval '60 seconds'";

/** What is ahead is to be shown; what was ever shown, or may have been, is to be as it is now. */
const UNSHOWN = `appointment.account_id = connection.account_id
  AND appointment.event_version IS DISTINCT FROM appointment.version
  AND (appointment.event_connection_id = connection.id
       OR (appointment.state = 'booked' AND appointment.ends_at > $2::timestamptz))`;
const DUE = `connection.state = 'connected'
  AND (appointment.event_try_at IS NULL OR appointment.event_try_at <= $2::timestamptz)`;

/** Which appointments the connected calendars do not show as they are. */
export function createAppointmentEvents(db: DataSource) {
  return {
    /** That an event may be there is committed before anybody asks for one. */
    async claim(accountId: string, id: string, now: EpochMs): Promise<ClaimedEvent | null> {
      const claimed: unknown = await db.query(
        `WITH claimed AS (
           UPDATE appointment SET event_connection_id = connection.id, event_try_at = $2::timestamptz + ${CLAIMED}
             FROM calendar_connection connection
            WHERE ${UNSHOWN} AND ${DUE} AND appointment.account_id = $1 AND appointment.id = $3
           RETURNING appointment.*)
         SELECT ${APPOINTMENT_COLUMNS}, event_connection_id AS "connectionId", event_id AS "eventId",
                (SELECT name FROM contact WHERE contact.account_id = claimed.account_id
                    AND contact.id = claimed.contact_id) AS "contactName"
           FROM claimed`,
        [accountId, new Date(now), id],
      );
      const [row] = returnedRows<ClaimedRow>(claimed);
      if (!row) return null;
      const { connectionId, eventId, contactName, ...appointment } = row;
      return { appointment: toAppointment(appointment), connectionId, eventId, contactName };
    },

    /** The calendar shows what was claimed; true when that is not what the appointment is any more. */
    async settle({ appointment, connectionId }: ClaimedEvent, eventId: string | null): Promise<boolean> {
      const { accountId, id, version } = appointment;
      const [row] = returnedRows<{ changed: boolean }>(
        await db.query(
          `UPDATE appointment SET event_id = $4, event_version = $5, event_try_at = NULL, event_trouble = NULL
            WHERE account_id = $1 AND id = $2 AND event_connection_id = $3 RETURNING version <> $5 AS changed`,
          [accountId, id, connectionId, eventId, version],
        ),
      );
      return row?.changed ?? false;
    },

    async putOff(put: { accountId: string; id: string; until: EpochMs; trouble: string }): Promise<void> {
      await db.query(
        'UPDATE appointment SET event_try_at = $3, event_trouble = $4 WHERE account_id = $1 AND id = $2',
        [put.accountId, put.id, new Date(put.until), put.trouble],
      );
    },

    /** Of every account, those that nobody is at. */
    async waiting(now: EpochMs, limit: number): Promise<{ accountId: string; id: string }[]> {
      return returnedRows(
        await db.query(
          `SELECT appointment.account_id AS "accountId", appointment.id
             FROM calendar_connection connection JOIN appointment ON ${UNSHOWN}
            WHERE ${DUE} ORDER BY appointment.starts_at LIMIT $1`,
          [limit, new Date(now)],
        ),
      );
    },

    async shown(accountId: string, now: EpochMs): Promise<EventsShown> {
      const [row] = returnedRows<EventsShown>(
        await db.query(
          `SELECT count(*)::int AS waiting, max(appointment.event_trouble) AS trouble
             FROM calendar_connection connection JOIN appointment ON ${UNSHOWN}
            WHERE connection.account_id = $1`,
          [accountId, new Date(now)],
        ),
      );
      return row ?? { waiting: 0, trouble: null };
    },
  };
}
