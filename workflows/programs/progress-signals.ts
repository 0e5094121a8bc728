import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { ProgramsActivities } from '../../activities/programs.activities';
import { optOut } from '../../domain/programs/evolve';
import { optedOut, progressReported, type EnrollmentInput, type EnrollmentSnapshot } from './contract';

const { recordChange } = proxyActivities<ProgramsActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Takes reports in; the main loop applies them. The projection was raised before the signal was sent. */
export function acceptProgress(input: EnrollmentInput, thread: EnrollmentSnapshot): void {
  setHandler(progressReported, (report) => {
    thread.inbox.push(report);
  });
  setHandler(optedOut, async ({ at }) => {
    thread.state = optOut(thread.state);
    const { accountId, enrollmentId } = input;
    const nextDueAt = thread.next.dueAt;
    await recordChange({ v: 1, accountId, enrollmentId, at, nextDueAt, change: { kind: 'opted-out' } });
  });
}
