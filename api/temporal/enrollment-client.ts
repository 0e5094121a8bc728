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
import { createCalls } from './calls';
import type { EnrollmentStarter, OperatorAction } from './ports';

/** The enrollment workflows through Temporal's client. */
export function createEnrollmentClient(client: Client): EnrollmentStarter {
  const calls = createCalls(client);
  const handleOf = (enrollmentId: string) => client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));

  return {
    start: ({ accountId, programId, enrollmentId }) => {
      const input: EnrollmentInput = { v: 1, accountId, programId, enrollmentId };
      return calls.start(() =>
        client.workflow.start(ENROLLMENT_WORKFLOW, {
          workflowId: enrollmentWorkflowId(enrollmentId),
          taskQueue: TASK_QUEUES.programs,
          args: [input],
          // One that runs is left alone; one that was stopped is taken up again.
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: 'One contact in one program',
        }),
      );
    },

    reportProgress: (enrollmentId, report) =>
      calls.signal(() => handleOf(enrollmentId).signal(progressReported, report)),

    reportOptOut: (enrollmentId, at) => calls.signal(() => handleOf(enrollmentId).signal(optedOut, { at })),

    update: (enrollmentId, action) => calls.update(() => executeUpdate(handleOf(enrollmentId), action)),
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
