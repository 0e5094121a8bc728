import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { EnrollmentState, Stage } from '../../domain/programs/enrollment';
import { reenroll } from '../../domain/programs/operator';
import {
  ENROLLMENT_COLUMNS,
  shownPosition,
  type EnrollmentChange,
  type EnrollmentRow,
  type LogEntry,
} from './enrollment-mapping';
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
      if (await write(db, row, next)) return written(row, next);
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
      const [created] = await insert(db, wanted);
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

async function insert(db: DataSource, wanted: NewEnrollment): Promise<EnrollmentRow[]> {
  const { accountId, programId, contactId, version, channel, state } = wanted;
  const { session, day } = shownPosition(state);
  return returnedRows<EnrollmentRow>(
    await db.query(
      `INSERT INTO enrollment
         (id, account_id, program_id, contact_id, version, channel, stage, reason, session, day, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT ON CONSTRAINT enrollment_contact_unique DO NOTHING RETURNING ${ENROLLMENT_COLUMNS}`,
      [
        uuidv7(),
        accountId,
        programId,
        contactId,
        version,
        channel,
        state.stage,
        state.reason,
        session,
        day,
        JSON.stringify(state),
      ],
    ),
  );
}

/** The row as a change left it. */
function written(row: EnrollmentRow, change: EnrollmentChange): EnrollmentRow {
  const { state, version = row.version, nextEvaluationAt = row.nextEvaluationAt } = change;
  const { stage, reason } = state;
  const revision = row.revision + 1;
  return { ...row, ...shownPosition(state), state, stage, reason, version, nextEvaluationAt, revision };
}

/** Writes state and log line in one statement, unless the row moved since it was read. */
async function write(db: DataSource, row: EnrollmentRow, change: EnrollmentChange): Promise<boolean> {
  const { session, day } = shownPosition(change.state);
  const nextAt = change.nextEvaluationAt === undefined ? row.nextEvaluationAt : change.nextEvaluationAt;
  const moved = `UPDATE enrollment SET state = $4, stage = $5, reason = $6, session = $7, day = $8, version = $9,
      next_evaluation_at = $10, revision = revision + 1, updated_at = now()
    WHERE account_id = $1 AND id = $2 AND revision = $3 RETURNING id, account_id, program_id`;
  const parameters = [
    row.accountId,
    row.id,
    row.revision,
    JSON.stringify(change.state),
    change.state.stage,
    change.state.reason,
    session,
    day,
    change.version ?? row.version,
    nextAt,
  ];
  const sql = change.log
    ? `WITH moved AS (${moved}), logged AS (${LOG_FROM_MOVED}) SELECT id FROM moved`
    : moved;
  const rows = returnedRows(
    await db.query(sql, change.log ? [...parameters, ...logValues(change.log)] : parameters),
  );
  return rows.length === 1;
}

const LOG_FROM_MOVED = `INSERT INTO enrollment_decision (id, account_id, enrollment_id, program_id, local_date,
    due_at, decided_at, kind, outcome, session, day, attempt, send_id, line, result)
  SELECT $11, moved.account_id, moved.id, moved.program_id, $12::date, $13, $14, $15, $16,
    $17::smallint, $18::smallint, $19::smallint, $20::uuid, $21, $22::jsonb FROM moved
  ON CONFLICT ON CONSTRAINT enrollment_decision_once DO NOTHING`;

function logValues(log: LogEntry): unknown[] {
  return [
    uuidv7(),
    log.localDate,
    log.dueAt,
    log.at,
    log.kind,
    log.outcome,
    log.session ?? null,
    log.day ?? null,
    log.attempt ?? null,
    log.sendId ?? null,
    log.line,
    log.result === undefined ? null : JSON.stringify(log.result),
  ];
}
