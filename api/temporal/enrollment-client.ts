import type { Client, WorkflowHandle } from '@temporalio/client';
import { TASK_QUEUES } from '../../workers/task-queues';
import {
  ENROLLMENT_WORKFLOW,
  enrollmentWorkflowId,
  excludeEnrollment,
  migrateEnrollment,
  optedOut,
  pauseEnrollment,
  progressReported,
  resumeEnrollment,
  retryDay,
  type EnrollmentInput,
  type EnrollmentView,
} from '../../workflows/programs/contract';
import { declinedBy, type Declined } from './answers';
import type { EnrollmentStarter, OperatorAction, Signalled, Unavailable } from './ports';

/** A signal or a start is answered by the server alone; an update needs a worker as well. */
const CALL_MS = 3_000;
const UPDATE_MS = 10_000;

/** The enrollment workflows through Temporal's client. */
export function createEnrollmentClient(client: Client): EnrollmentStarter {
  const handleOf = (enrollmentId: string) => client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  const signal = (enrollmentId: string, send: (handle: WorkflowHandle) => Promise<void>) =>
    attempt(
      () => client.connection.withDeadline(Date.now() + CALL_MS, () => send(handleOf(enrollmentId))),
      () => ({ kind: 'signalled' as const }),
    ).then(asSignalled);

  return {
    start: ({ accountId, programId, enrollmentId }) => {
      const input: EnrollmentInput = { v: 1, accountId, programId, enrollmentId };
      const start = () =>
        client.workflow.start(ENROLLMENT_WORKFLOW, {
          workflowId: enrollmentWorkflowId(enrollmentId),
          taskQueue: TASK_QUEUES.programs,
          args: [input],
          // One that runs is left alone; one that was stopped is taken up again.
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: 'One contact in one program',
        });
      return attempt(
        () => client.connection.withDeadline(Date.now() + CALL_MS, start),
        () => ({ kind: 'started' as const }),
      ).then(asStarted);
    },

    reportProgress: (enrollmentId, report) =>
      signal(enrollmentId, (handle) => handle.signal(progressReported, report)),

    reportOptOut: (enrollmentId, at) => signal(enrollmentId, (handle) => handle.signal(optedOut, { at })),

    update: (enrollmentId, action) =>
      attempt(
        () =>
          client.connection.withDeadline(Date.now() + UPDATE_MS, () =>
            executeUpdate(handleOf(enrollmentId), action),
          ),
        (view) => ({ kind: 'updated' as const, view }),
      ),
  };
}

function executeUpdate(handle: WorkflowHandle, action: OperatorAction): Promise<EnrollmentView> {
  switch (action.kind) {
    case 'pause':
      return handle.executeUpdate(pauseEnrollment, { args: [{ reason: action.reason }] });
    case 'resume':
      return handle.executeUpdate(resumeEnrollment, { args: [] });
    case 'exclude':
      return handle.executeUpdate(excludeEnrollment, { args: [{ reason: action.reason }] });
    case 'retry-day':
      return handle.executeUpdate(retryDay, { args: [] });
    case 'migrate':
      return handle.executeUpdate(migrateEnrollment, { args: [{ version: action.version }] });
  }
}

async function attempt<T, Done>(call: () => Promise<T>, done: (value: T) => Done): Promise<Done | Declined> {
  try {
    return done(await call());
  } catch (error) {
    return declinedBy(error);
  }
}

function asSignalled(answer: { kind: 'signalled' } | Declined): Signalled {
  if (answer.kind === 'refused') throw new Error('A signal cannot be refused');
  return answer;
}

function asStarted(answer: { kind: 'started' } | Declined): { kind: 'started' } | Unavailable {
  if (answer.kind === 'started' || answer.kind === 'unavailable') return answer;
  throw new Error(`Starting an enrollment was answered: ${answer.kind}`);
}
