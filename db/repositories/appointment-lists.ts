import type { DataSource } from 'typeorm';
import type { Appointment, AppointmentState } from '../../domain/calendar/appointment';
import type { EpochMs } from '../../domain/time/moments';
import { APPOINTMENT_COLUMNS, toAppointment, type AppointmentRow } from './appointment-rows';
import { returnedRows } from './send-mapping';

/** An appointment with whom it is, and where that contact talked last. */
export interface ListedAppointment extends Appointment {
  contactName: string | null;
  contactPhone: string | null;
  /** Null for a contact that talks with no bot, or not with the one that was asked for. */
  conversation: { id: string; botId: string; botName: string } | null;
}

/** Which appointments of an account, in the order in which they begin. */
export interface AppointmentFilter {
  accountId: string;
  contactId?: string | undefined;
  /** Only of contacts that talk with this bot. */
  botId?: string | undefined;
  state?: AppointmentState | undefined;
  /** Those that end after this. */
  from?: EpochMs | undefined;
  /** Those that begin before this. */
  to?: EpochMs | undefined;
  /** The last one of the page before. */
  after?: string | undefined;
  limit: number;
}

const LIST = `
  SELECT appointment.*, contact.name AS "contactName", contact.phone AS "contactPhone", talk.conversation
    FROM (SELECT ${APPOINTMENT_COLUMNS} FROM appointment WHERE account_id = $1) AS appointment
    JOIN contact ON contact.account_id = $1 AND contact.id = appointment."contactId"
    LEFT JOIN LATERAL (
      SELECT json_build_object('id', dialog.id, 'botId', bot.id, 'botName', bot.name) AS conversation
        FROM bot_dialog_state dialog
        JOIN bot_instance bot ON bot.account_id = $1 AND bot.id = dialog.bot_id
       WHERE dialog.account_id = $1 AND dialog.contact_id = appointment."contactId"
         AND ($8::uuid IS NULL OR dialog.bot_id = $8)
       ORDER BY dialog.last_interaction_at DESC LIMIT 1) AS talk ON true
   WHERE ($2::uuid IS NULL OR appointment."contactId" = $2) AND ($3::text IS NULL OR appointment.state = $3)
     AND ($4::timestamptz IS NULL OR appointment."endsAt" > $4)
     AND ($5::timestamptz IS NULL OR appointment."startsAt" < $5)
     AND ($6::uuid IS NULL OR (appointment."startsAt", appointment.id) > (
           SELECT starts_at, id FROM appointment WHERE account_id = $1 AND id = $6))
     AND ($8::uuid IS NULL OR talk.conversation IS NOT NULL)
   ORDER BY appointment."startsAt", appointment.id LIMIT $7`;

type ListedRow = Omit<ListedAppointment, 'startsAt' | 'endsAt'> & AppointmentRow;

/** A page of an account's appointments. */
export async function listAppointments(
  db: DataSource,
  { accountId, contactId, botId, state, from, to, after, limit }: AppointmentFilter,
): Promise<ListedAppointment[]> {
  const rows = returnedRows<ListedRow>(
    await db.query(LIST, [
      ...[accountId, contactId ?? null, state ?? null],
      ...[from, to].map((at) => (at === undefined ? null : new Date(at))),
      ...[after ?? null, limit, botId ?? null],
    ]),
  );
  return rows.map(({ contactName, contactPhone, conversation, ...row }) => ({
    ...toAppointment(row),
    ...{ contactName, contactPhone, conversation },
  }));
}
