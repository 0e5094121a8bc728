import type { DataSource } from 'typeorm';
import type { Appointment } from '../../domain/calendar/appointment';
import { APPOINTMENT_COLUMNS, toAppointment, type AppointmentRow } from './appointment-rows';
import { returnedRows } from './send-mapping';

export type ShownAppointments = ReturnType<typeof createShownAppointments>;

/** Longer than a calendar may take to answer; whoever dies in between is followed after it. */
const CLAIM = "now() + interval '1 minute'";

const DUE = 'shown_version < version AND show_again_at <= now()';

/** What connected calendars do not show yet: each change is told by one process at a time. */
export function createShownAppointments(db: DataSource) {
  const claimed = async (where: string, parameters: unknown[]): Promise<Appointment[]> =>
    returnedRows<AppointmentRow>(
      await db.query(
        `UPDATE appointment SET show_again_at = ${CLAIM} WHERE ${where} RETURNING ${APPOINTMENT_COLUMNS}`,
        parameters,
      ),
    ).map(toAppointment);
  return {
    /** Null when there is nothing to tell, or somebody is at it. */
    async claim({ accountId, id }: Pick<Appointment, 'accountId' | 'id'>): Promise<Appointment | null> {
      return (await claimed(`account_id = $1 AND id = $2 AND ${DUE}`, [accountId, id]))[0] ?? null;
    },

    /** Of all accounts, those that wait longest. */
    claimDue: (limit: number): Promise<Appointment[]> =>
      claimed(
        `id IN (SELECT id FROM appointment WHERE ${DUE} ORDER BY show_again_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
        [limit],
      ),

    /** The calendar shows this version, or there is none that could; what changed since is due at once. */
    async shown({ accountId, id, version }: Appointment, externalId: string | null): Promise<void> {
      await db.query(
        `UPDATE appointment SET shown_version = $3, external_id = $4, not_shown = NULL,
                show_again_at = CASE WHEN version > $3 THEN now() END
          WHERE account_id = $1 AND id = $2`,
        [accountId, id, version, externalId],
      );
    },

    /** It does not show it, for this reason; to be told again after a while. */
    async notShown(
      { accountId, id }: Appointment,
      why: { detail: string; retryAfterMs: number },
    ): Promise<void> {
      await db.query(
        `UPDATE appointment SET not_shown = $3, show_again_at = now() + make_interval(secs => $4 / 1000.0)
          WHERE account_id = $1 AND id = $2`,
        [accountId, id, why.detail, why.retryAfterMs],
      );
    },
  };
}
