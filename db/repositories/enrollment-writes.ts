import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import {
  ENROLLMENT_COLUMNS,
  shownPosition,
  type EnrollmentChange,
  type EnrollmentRow,
  type LogEntry,
} from './enrollment-mapping';
import type { NewEnrollment } from './enrollments';
import { returnedRows } from './send-mapping';

/** Makes the row of a contact in a program; none when there is one already. */
export async function insertEnrollment(db: DataSource, wanted: NewEnrollment): Promise<EnrollmentRow[]> {
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
export function written(row: EnrollmentRow, change: EnrollmentChange): EnrollmentRow {
  const { state, version = row.version, nextEvaluationAt = row.nextEvaluationAt } = change;
  const { stage, reason } = state;
  const revision = row.revision + 1;
  return { ...row, ...shownPosition(state), state, stage, reason, version, nextEvaluationAt, revision };
}

/** Writes state and log line in one statement, unless the row moved since it was read. */
export async function writeEnrollment(
  db: DataSource,
  row: EnrollmentRow,
  change: EnrollmentChange,
): Promise<boolean> {
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
