import type { DataSource } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { EnrollmentState, Stage } from '../../domain/programs/enrollment';
import { reenroll } from '../../domain/programs/operator';
import { ENROLLMENT_COLUMNS, type EnrollmentChange, type EnrollmentRow } from './enrollment-mapping';
import { insertEnrollment, writeEnrollment, written } from './enrollment-writes';
import { returnedRows } from './send-mapping';

export interface NewEnrollment {
  accountId: string;
  programId: string;
  contactId: string;
  version: number;
  channel: ChannelName;
  state: EnrollmentState;
}

/** What enrolling came to; a stopped enrollment goes on from where it stood. */
export type Enrolled =
  | { kind: 'created' | 'continued'; enrollment: EnrollmentRow }
  | { kind: 'refused'; enrollment: EnrollmentRow; refusal: string };

export interface EnrollmentFilter {
  accountId: string;
  programId: string;
  stage?: Stage | undefined;
  session?: number | undefined;
  day?: number | undefined;
  limit: number;
  after: string | null;
}

export type Enrollments = ReturnType<typeof createEnrollments>;

const MAX_RACES = 20;

/** Enrollments: the projection of each workflow, and what was asked for before the workflow runs. */
export function createEnrollments(db: DataSource) {
  const select = async (condition: string, parameters: unknown[]) =>
    returnedRows<EnrollmentRow>(
      await db.query(`SELECT ${ENROLLMENT_COLUMNS} FROM enrollment WHERE ${condition}`, parameters),
    );

  const get = async (accountId: string, enrollmentId: string): Promise<EnrollmentRow | null> => {
    const [row] = await select('account_id = $1 AND id = $2', [accountId, enrollmentId]);
    return row ?? null;
  };

  /** Applies a pure change to the newest state; reads again when another writer was quicker. */
  const change = async (
    accountId: string,
    enrollmentId: string,
    decide: (row: EnrollmentRow) => EnrollmentChange | null,
  ): Promise<EnrollmentRow | null> => changeFrom(await get(accountId, enrollmentId), decide);

  /** The same for a caller that has just read the row. */
  const changeFrom = async (
    known: EnrollmentRow | null,
    decide: (row: EnrollmentRow) => EnrollmentChange | null,
  ): Promise<EnrollmentRow | null> => {
    let row = known;
    for (let race = 0; race < MAX_RACES; race += 1) {
      if (!row) return null;
      const next = decide(row);
      if (!next) return row;
      if (await writeEnrollment(db, row, next)) return written(row, next);
      row = await get(row.accountId, row.id);
    }
    throw new Error(`Enrollment ${known?.id ?? ''} kept changing while it was written`);
  };

  return {
    get,
    change,
    changeFrom,

    /** An enrollment, and what its evaluation answered in case it was performed already. */
    async getForEvaluation(
      accountId: string,
      enrollmentId: string,
      dueAt: Date,
    ): Promise<{ row: EnrollmentRow; result: unknown } | null> {
      const [found] = returnedRows<EnrollmentRow & { result: unknown }>(
        await db.query(
          `SELECT ${ENROLLMENT_COLUMNS},
                  (SELECT decision.result FROM enrollment_decision decision
                    WHERE decision.enrollment_id = enrollment.id AND decision.due_at = $3
                      AND decision.result IS NOT NULL) AS result
             FROM enrollment WHERE account_id = $1 AND id = $2`,
          [accountId, enrollmentId, dueAt],
        ),
      );
      if (!found) return null;
      const { result, ...row } = found;
      return { row, result: result ?? undefined };
    },

    /** Enrolls a contact at a given state. The row comes first; the workflow is started from it. */
    async enroll(wanted: NewEnrollment): Promise<Enrolled> {
      const [created] = await insertEnrollment(db, wanted);
      if (created) return { kind: 'created', enrollment: created };
      const [existing] = await select('account_id = $1 AND program_id = $2 AND contact_id = $3', [
        wanted.accountId,
        wanted.programId,
        wanted.contactId,
      ]);
      if (!existing) throw new Error('An enrollment that conflicts with nothing: the row vanished');
      const again = reenroll(existing.state);
      if (!again.ok) return { kind: 'refused', enrollment: existing, refusal: again.refusal };
      await db.query('UPDATE enrollment SET started_at = NULL WHERE id = $1', [existing.id]);
      const enrollment = await change(wanted.accountId, existing.id, () => ({ state: again.state }));
      if (!enrollment) throw new Error('The enrollment vanished while it was taken up again');
      return { kind: 'continued', enrollment };
    },

    async list(filter: EnrollmentFilter): Promise<EnrollmentRow[]> {
      return select(
        `account_id = $1 AND program_id = $2 AND ($3::text IS NULL OR stage = $3)
           AND ($4::int IS NULL OR session = $4) AND ($5::int IS NULL OR day = $5)
           AND ($6::uuid IS NULL OR id > $6) ORDER BY id LIMIT $7`,
        [
          filter.accountId,
          filter.programId,
          filter.stage ?? null,
          filter.session ?? null,
          filter.day ?? null,
          filter.after,
          filter.limit,
        ],
      );
    },

    /** A contact's enrollments in which a reply or report can still count. */
    async ofContact(accountId: string, contactId: string): Promise<EnrollmentRow[]> {
      return select(`account_id = $1 AND contact_id = $2 AND stage IN ('active', 'paused') ORDER BY id`, [
        accountId,
        contactId,
      ]);
    },

    async find(accountId: string, programId: string, contactId: string): Promise<EnrollmentRow | null> {
      const [row] = await select('account_id = $1 AND program_id = $2 AND contact_id = $3', [
        accountId,
        programId,
        contactId,
      ]);
      return row ?? null;
    },

    /** A program's running enrollments of the people with these phones, by phone. */
    async byPhones(
      accountId: string,
      programId: string,
      phones: readonly string[],
    ): Promise<Map<string, EnrollmentRow>> {
      const rows = returnedRows<EnrollmentRow & { phone: string }>(
        await db.query(
          `SELECT ${ENROLLMENT_COLUMNS}, contact.phone FROM enrollment
             JOIN contact ON contact.account_id = enrollment.account_id AND contact.id = enrollment.contact_id
            WHERE enrollment.account_id = $1 AND enrollment.program_id = $2 AND contact.phone = ANY($3)
              AND enrollment.stage IN ('active', 'paused')`,
          [accountId, programId, phones],
        ),
      );
      return new Map(rows.map(({ phone, ...row }) => [phone, row]));
    },

    /** How many evaluations are due and not written down yet, over all accounts. */
    async countDue(at: Date): Promise<number> {
      const [row] = returnedRows<{ due: number }>(
        await db.query(
          `SELECT count(*)::int AS due FROM enrollment WHERE stage = 'active' AND next_evaluation_at <= $1`,
          [at],
        ),
      );
      return row?.due ?? 0;
    },

    /** The workflow is known to run. */
    async markStarted(accountId: string, enrollmentId: string): Promise<void> {
      await db.query(
        'UPDATE enrollment SET started_at = now() WHERE account_id = $1 AND id = $2 AND started_at IS NULL',
        [accountId, enrollmentId],
      );
    },

    /** Rows whose workflow was never confirmed to run, over all accounts: for the sweep. */
    async unstarted(olderThan: Date, limit: number): Promise<EnrollmentRow[]> {
      return select(
        `started_at IS NULL AND stage IN ('active', 'paused') AND updated_at < $1 ORDER BY enrolled_at LIMIT $2`,
        [olderThan, limit],
      );
    },
  };
}
