import { allHandlersFinished, condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ProgramsActivities } from '../../activities/programs.activities';
import { decide } from '../../domain/programs/decide';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import { evolve } from '../../domain/programs/evolve';
import { currentDay } from '../../domain/programs/position';
import { applyAllProgress } from '../../domain/programs/progress';
import { continueAsNewOnCurrentRelease, newRunSuggested } from '../next-run';
import type { EnrollmentInput, EnrollmentResult, EnrollmentSnapshot } from './contract';
import { getEnrollment } from './contract';
import { acceptOperators } from './operator-updates';
import { acceptProgress } from './progress-signals';
import { showProgress, decisionSummary, viewOf, resultOf } from './readable';

const { openEnrollment } = proxyActivities<ProgramsActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});
const { performEvaluation } = proxyActivities<ProgramsActivities>({
  // One call of a provider and some statements: waiting for a slot or a lost answer happens between retries.
  // It is also how soon a killed worker's evaluation is taken up again.
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** How often new progress may overtake one evaluation before it is left for the next date. */
const MOST_DECISIONS = 3;

/**
 * One contact's way through one program: waits for each daily evaluation, decides, has the decision performed,
 * and ends completed, excluded or stopped. A new run begins with every session.
 */
export async function enrollmentWorkflow(input: EnrollmentInput): Promise<EnrollmentResult> {
  let opened: EnrollmentSnapshot | null = input.resumed ?? null;
  // Before anything is awaited: an update without a handler is refused, where a signal would wait.
  acceptOperators(input, () => opened);
  const thread = (opened ??= await openEnrollment(input));
  const firstSession = sessionOf(thread.state);
  acceptProgress(input, thread);
  setHandler(getEnrollment, () => viewOf(thread));

  while (isRunning(thread.state)) {
    showProgress(input, thread);
    await nextEvent(thread);
    applyInbox(thread);
    if (isDue(thread)) await evaluate(input, thread);
    if (isRunning(thread.state) && newRunIsDue(thread, firstSession)) await beginNewRun(input, thread);
  }
  showProgress(input, thread);
  await condition(allHandlersFinished);
  return resultOf(thread.state);
}

/** Waits for whatever comes first: the evaluation, a report, or an operator, who may also move the evaluation. */
async function nextEvent(thread: EnrollmentSnapshot): Promise<void> {
  const { stage } = thread.state;
  const { dueAt } = thread.next;
  const somethingNew = () =>
    thread.inbox.length > 0 || thread.state.stage !== stage || thread.next.dueAt !== dueAt;
  if (stage === 'paused') return condition(somethingNew);
  const delay = dueAt - Date.now();
  if (delay > 0) await condition(somethingNew, delay, { summary: `evaluation of ${thread.next.localDate}` });
}

function applyInbox(thread: EnrollmentSnapshot): void {
  thread.state = applyAllProgress(thread.state, thread.inbox.splice(0));
}

function isDue(thread: EnrollmentSnapshot): boolean {
  return thread.state.stage === 'active' && Date.now() >= thread.next.dueAt;
}

async function evaluate(input: EnrollmentInput, thread: EnrollmentSnapshot): Promise<void> {
  const { accountId, programId, enrollmentId } = input;
  const { version } = thread;
  const { dueAt, localDate } = thread.next;
  for (let decisions = 0; decisions < MOST_DECISIONS; decisions += 1) {
    const decision = decide(thread.state, thread.rules, localDate);
    const { performed, next } = await performEvaluation.executeWithOptions(
      { summary: decisionSummary(decision) },
      [{ v: 1, accountId, programId, enrollmentId, version, dueAt, decision }],
    );
    thread.state = evolve(thread.state, decision, performed);
    // A migration meanwhile has planned by its own calendar.
    if (thread.version === version) thread.next = next;
    if (performed.outcome.kind !== 'superseded' || thread.state.stage !== 'active') return;
  }
}

function newRunIsDue(thread: EnrollmentSnapshot, firstSession: number): boolean {
  return sessionOf(thread.state) !== firstSession || newRunSuggested();
}

async function beginNewRun(input: EnrollmentInput, thread: EnrollmentSnapshot): Promise<void> {
  await condition(allHandlersFinished);
  if (!isRunning(thread.state)) return;
  const { v, accountId, programId, enrollmentId } = input;
  await continueAsNewOnCurrentRelease<typeof enrollmentWorkflow>({
    v,
    accountId,
    programId,
    enrollmentId,
    resumed: thread,
  });
}

function isRunning(state: EnrollmentState): boolean {
  return state.stage === 'active' || state.stage === 'paused';
}

function sessionOf(state: EnrollmentState): number {
  return currentDay(state)?.session ?? 0;
}
