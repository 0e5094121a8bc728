import { ApplicationFailure, condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ProgramsActivities } from '../../activities/programs.activities';
import { reshape, withoutSendDate } from '../../domain/programs/initial-state';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import {
  exclude,
  pause,
  resume,
  retryDay as retry,
  type OperatorResult,
} from '../../domain/programs/operator';
import {
  excludeEnrollment,
  migrateEnrollment as migrateUpdate,
  pauseEnrollment,
  resumeEnrollment,
  retryDay,
  type EnrollmentInput,
  type EnrollmentSnapshot,
  type EnrollmentView,
} from './contract';
import { viewOf } from './readable';

const { recordChange, migrateEnrollment } = proxyActivities<ProgramsActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

type Change = Parameters<ProgramsActivities['recordChange']>[0]['change'];
type Transition = (state: EnrollmentState) => OperatorResult;

/**
 * What operators may ask of a running enrollment. A request that the rules refuse is turned away by its
 * validator and leaves no trace in the history; an accepted one answers once the projection shows it. Until
 * the enrollment is read there is nothing to judge by: such a request waits, and is judged then.
 */
export function acceptOperators(input: EnrollmentInput, opened: () => EnrollmentSnapshot | null): void {
  const perform = async (transition: Transition, change: Change): Promise<EnrollmentView> => {
    const thread = await whenOpened(opened);
    thread.state = allowed(transition(thread.state));
    const { accountId, enrollmentId } = input;
    const nextDueAt = thread.next.dueAt;
    await recordChange({ v: 1, accountId, enrollmentId, at: Date.now(), nextDueAt, change });
    return viewOf(thread);
  };
  const validate = (transition: Transition): void => {
    const thread = opened();
    if (thread) allowed(transition(thread.state));
  };

  setHandler(
    pauseEnrollment,
    ({ reason }) => perform((state) => pause(state, reason), { kind: 'pause', reason }),
    { validator: ({ reason }: { reason: string }) => validate((state) => pause(state, reason)) },
  );
  setHandler(resumeEnrollment, () => perform(resume, { kind: 'resume' }), {
    validator: () => validate(resume),
  });
  setHandler(
    excludeEnrollment,
    ({ reason }) => perform((state) => exclude(state, reason), { kind: 'exclude', reason }),
    { validator: ({ reason }: { reason: string }) => validate((state) => exclude(state, reason)) },
  );
  setHandler(retryDay, () => perform(retry, { kind: 'retry-day' }), { validator: () => validate(retry) });
  setHandler(migrateUpdate, async ({ version }) => migrate(input, await whenOpened(opened), version), {
    validator: ({ version }: { version: number }) => checkMove(opened(), version),
  });
}

async function whenOpened(opened: () => EnrollmentSnapshot | null): Promise<EnrollmentSnapshot> {
  await condition(() => opened() !== null);
  const thread = opened();
  if (!thread) throw new Error('The enrollment is opened once and for all');
  return thread;
}

async function migrate(
  input: EnrollmentInput,
  thread: EnrollmentSnapshot,
  version: number,
): Promise<EnrollmentView> {
  checkMove(thread, version);
  const { accountId, programId, enrollmentId } = input;
  const { rules, next, datesRestart } = await migrateEnrollment({
    v: 1,
    accountId,
    programId,
    enrollmentId,
    fromVersion: thread.version,
    version,
    at: Date.now(),
  });
  const state = reshape(thread.state, rules);
  Object.assign(thread, { version, rules, next, state: datesRestart ? withoutSendDate(state) : state });
  return viewOf(thread);
}

/** What can be judged without asking which versions there are. */
function checkMove(thread: EnrollmentSnapshot | null, version: number): void {
  if (!Number.isInteger(version) || version < 1)
    refuse('Versions are whole numbers from 1: name one of them.');
  if (thread?.version === version) refuse(`The enrollment is on version ${version} already.`);
}

function allowed(result: OperatorResult): EnrollmentState {
  if (result.ok) return result.state;
  return refuse(result.refusal);
}

function refuse(refusal: string): never {
  throw ApplicationFailure.nonRetryable(refusal, 'Refused');
}
