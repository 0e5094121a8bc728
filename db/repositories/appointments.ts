import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Appointment } from '../../domain/calendar/appointment';
import type { Interval } from '../../domain/calendar/free-slots';
import type { EpochMs } from '../../domain/time/moments';
import { listAppointments, type AppointmentFilter } from './appointment-lists';
import { APPOINTMENT_COLUMNS, toAppointment, type AppointmentRow } from './appointment-rows';
import { returnedRows } from './send-mapping';
import { violatesExclusion } from './unique-violation';

/** A time that is one appointment's alone. */
export interface TakenTime extends Interval {
  /** The end, and the buffer after it. */
  takenUntil: EpochMs;
}

/** An appointment that somebody asks for. */
export interface NewAppointment extends TakenTime {
  accountId: string;
  contactId: string;
  /** The same for every try of one wish. */
  idempotencyKey: string;
  note: string | null;
  /** How many the contact may have ahead; null for any number. */
  most: number | null;
  now: EpochMs;
}

/** An appointment that is about to change, and the key of whatever wants it to; null where nothing repeats itself. */
export interface ChangedAppointment {
  accountId: string;
  id: string;
  changeKey: string | null;
}

export type BookedRow =
  { kind: 'booked'; appointment: Appointment } | { kind: 'taken' } | { kind: 'too-many' };

export type Appointments = ReturnType<typeof createAppointments>;

/** The appointments of accounts: no two of one that are booked overlap, by a constraint of the table. */
export function createAppointments(db: DataSource) {
  const read = async (sql: string, parameters: unknown[], unit: EntityManager = db.manager) =>
    returnedRows<AppointmentRow>(await unit.query(sql, parameters)).map(toAppointment);

  const ofKey = async (accountId: string, key: string, unit?: EntityManager): Promise<Appointment | null> => {
    const sql = `SELECT ${APPOINTMENT_COLUMNS} FROM appointment WHERE account_id = $1 AND idempotency_key = $2`;
    return (await read(sql, [accountId, key], unit))[0] ?? null;
  };

  /** Two that want one slot at once would wait for one another for ever, each in the other's way. */
  const oneByOne = <T>(accountId: string, work: (unit: EntityManager) => Promise<T>): Promise<T> =>
    db.transaction(async (unit) => {
      await unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `appointments:${accountId}`,
      ]);
      return work(unit);
    });

  return {
    /** What was booked under the key, whatever became of it since. */
    find: (accountId: string, key: string) => ofKey(accountId, key),

    /** The same key again gives what it made before, whatever became of it since. */
    async book(wish: NewAppointment): Promise<BookedRow> {
      const { accountId, contactId, idempotencyKey, note, most } = wish;
      return oneByOne(accountId, async (unit) => {
        const known = await ofKey(accountId, idempotencyKey, unit);
        if (known) return { kind: 'booked', appointment: known };
        if (most !== null && (await countAhead(unit, wish)) >= most) return { kind: 'too-many' };
        const [appointment] = await read(
          `INSERT INTO appointment (id, account_id, contact_id, idempotency_key, note, token, starts_at, ends_at,
                                    taken_until)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING ${APPOINTMENT_COLUMNS}`,
          [
            ...[uuidv7(), accountId, contactId, idempotencyKey],
            ...[note, randomBytes(24).toString('base64url'), ...timesOf(wish)],
          ],
          unit,
        );
        return appointment ? { kind: 'booked', appointment } : { kind: 'taken' };
      });
    },

    /** To another time; null when somebody has some of it, or the appointment is not booked any more. */
    async move(
      { accountId, id, changeKey }: ChangedAppointment,
      times: TakenTime,
    ): Promise<Appointment | null> {
      try {
        return await oneByOne(accountId, async (unit) => {
          const [moved] = await read(
            `UPDATE appointment SET starts_at = $3, ends_at = $4, taken_until = $5, change_key = $6, updated_at = now(),
                    version = version + (starts_at <> $3 OR ends_at <> $4)::int
              WHERE account_id = $1 AND id = $2 AND state = 'booked' RETURNING ${APPOINTMENT_COLUMNS}`,
            [accountId, id, ...timesOf(times), changeKey],
            unit,
          );
          return moved ?? null;
        });
      } catch (error) {
        if (violatesExclusion(error, 'appointment_slot_free')) return null;
        throw error;
      }
    },

    /** Cancelled again, it stays as it is; null when there is no such appointment. */
    async cancel({ accountId, id, changeKey }: ChangedAppointment): Promise<Appointment | null> {
      const [cancelled] = await read(
        `UPDATE appointment SET state = 'cancelled', change_key = $3, updated_at = now(),
                version = version + (state = 'booked')::int
          WHERE account_id = $1 AND id = $2 RETURNING ${APPOINTMENT_COLUMNS}`,
        [accountId, id, changeKey],
      );
      return cancelled ?? null;
    },

    /** The one whose last change was made under the key. */
    async changedUnder(accountId: string, changeKey: string): Promise<Appointment | null> {
      const [found] = await read(
        `SELECT ${APPOINTMENT_COLUMNS} FROM appointment WHERE account_id = $1 AND change_key = $2`,
        [accountId, changeKey],
      );
      return found ?? null;
    },

    async get(accountId: string, id: string): Promise<Appointment | null> {
      const [found] = await read(
        `SELECT ${APPOINTMENT_COLUMNS} FROM appointment WHERE account_id = $1 AND id = $2`,
        [accountId, id],
      );
      return found ?? null;
    },

    /** The times that are taken, of those that touch the stretch; without one that is about to move. */
    async taken(accountId: string, { startsAt, endsAt }: Interval, but: string | null): Promise<Interval[]> {
      const found = await read(
        `SELECT ${APPOINTMENT_COLUMNS} FROM appointment
          WHERE account_id = $1 AND state = 'booked' AND id IS DISTINCT FROM $4
            AND tstzrange(starts_at, taken_until) && tstzrange($2, $3)`,
        [accountId, new Date(startsAt), new Date(endsAt), but],
      );
      return found;
    },

    /** Whatever its account: the token is the permission. */
    async getByToken(token: string): Promise<Appointment | null> {
      const [found] = await read(`SELECT ${APPOINTMENT_COLUMNS} FROM appointment WHERE token = $1`, [token]);
      return found ?? null;
    },

    list: (filter: AppointmentFilter) => listAppointments(db, filter),
  };
}

async function countAhead(
  unit: EntityManager,
  { accountId, contactId, now }: NewAppointment,
): Promise<number> {
  const [row] = returnedRows<{ ahead: number }>(
    await unit.query(
      `SELECT count(*)::int AS ahead FROM appointment
        WHERE account_id = $1 AND contact_id = $2 AND state = 'booked' AND ends_at > $3`,
      [accountId, contactId, new Date(now)],
    ),
  );
  return row?.ahead ?? 0;
}

function timesOf({ startsAt, endsAt, takenUntil }: TakenTime): Date[] {
  return [startsAt, endsAt, takenUntil].map((at) => new Date(at));
}
