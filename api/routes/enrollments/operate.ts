import type { EnrollmentRow } from '../../../db/entities/enrollment.entity';
import type { ApiDeps } from '../../api-deps';
import type { EnrollmentView } from '../../../workflows/programs/contract';
import { notFound, problem, type Problem } from '../../problems';
import type { OperatorAction, Updated } from '../../temporal/ports';

/** An update that was not answered in time may have been taken all the same. */
const LATE = 'Temporal or its workers did not answer in time: read the enrollment before asking again.';

export interface Operation {
  accountId: string;
  enrollmentId: string;
  action: OperatorAction;
}

type Operated = { kind: 'done'; enrollment: EnrollmentRow } | Problem;

/** Asks the running workflow, which alone decides; a workflow that could not be started before is started. */
export async function operate(operation: Operation, deps: ApiDeps): Promise<Operated> {
  const { accountId, enrollmentId } = operation;
  const row = await deps.enrollments.get(accountId, enrollmentId);
  if (!row) return notFound('enrollment');
  const answer = await askWorkflow(operation, row, deps);
  switch (answer.kind) {
    case 'updated':
      return changed(await deps.enrollments.get(accountId, enrollmentId), answer.view);
    case 'refused':
      return problem('conflict', answer.refusal);
    case 'not-running':
      return problem('conflict', endedDetail(row));
    case 'unavailable':
      return problem('unavailable', LATE);
  }
}

async function askWorkflow(
  { enrollmentId, action }: Operation,
  row: EnrollmentRow,
  { enrollmentStarter, enrollments }: ApiDeps,
): Promise<Updated> {
  const ask = () => enrollmentStarter.update(enrollmentId, action);
  const answer = await ask();
  const shouldRun = row.stage === 'active' || row.stage === 'paused';
  if (answer.kind !== 'not-running' || !shouldRun) return answer;
  const { accountId, programId } = row;
  const started = await enrollmentStarter.start({ accountId, programId, enrollmentId });
  if (started.kind === 'unavailable') return started;
  await enrollments.markStarted(accountId, enrollmentId);
  return ask();
}

function endedDetail({ stage, reason }: EnrollmentRow): string {
  const why = reason === null ? '' : ` (${reason})`;
  const again = stage === 'stopped' ? ' Enroll the contact again to go on from where it stood.' : '';
  return `The enrollment is ${stage}${why}: there is nothing left to change.${again}`;
}

/** The projection as it is now, with the plan of the workflow, which is the newer of the two. */
function changed(row: EnrollmentRow | null, { next }: EnrollmentView): Operated {
  if (!row) return notFound('enrollment');
  return { kind: 'done', enrollment: { ...row, nextEvaluationAt: new Date(next.dueAt) } };
}
