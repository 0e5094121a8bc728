import { nextEvaluation } from '../../domain/programs/calendar';
import { rulesOf } from '../../domain/programs/definition';
import type { EnrollmentInput, EnrollmentSnapshot } from '../../workflows/programs/contract';
import type { ProgramsDeps } from './programs-deps';

/** What a workflow needs to begin: rules, state and first evaluation, as Postgres has them. */
export async function openEnrollment(
  deps: ProgramsDeps,
  input: EnrollmentInput,
): Promise<EnrollmentSnapshot> {
  const { accountId, programId, enrollmentId } = input;
  const row = await deps.enrollments.get(accountId, enrollmentId);
  if (!row) throw new Error(`Enrollment ${enrollmentId} is not in the database`);
  const calendar = await deps.calendars.of(accountId, programId, row.version);
  const next = nextEvaluation(calendar, await deps.clock());
  await deps.enrollments.change(accountId, enrollmentId, ({ state }) => ({
    state,
    nextEvaluationAt: state.stage === 'active' ? new Date(next.dueAt) : null,
  }));
  await deps.enrollments.markStarted(accountId, enrollmentId);
  const rules = rulesOf(calendar.definition);
  return { version: row.version, rules, state: row.state, next, inbox: [] };
}
