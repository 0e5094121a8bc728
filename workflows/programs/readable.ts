import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Decision, EnrollmentState, Position } from '../../domain/programs/enrollment';
import { currentDay, positionName } from '../../domain/programs/position';
import { SEARCH_ATTRIBUTES } from '../search-attributes';
import type { EnrollmentInput, EnrollmentResult, EnrollmentSnapshot, EnrollmentView } from './contract';

/** What a person reads of an enrollment in the Temporal Web UI, and what lists of workflows filter by. */
export function showProgress(input: EnrollmentInput, thread: EnrollmentSnapshot): void {
  const { state, next } = thread;
  const current = currentDay(state);
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.account, value: input.accountId },
    { key: SEARCH_ATTRIBUTES.program, value: input.programId },
    { key: SEARCH_ATTRIBUTES.stage, value: state.stage },
    { key: SEARCH_ATTRIBUTES.session, value: current?.session ?? state.days.at(-1)?.session ?? 1 },
    { key: SEARCH_ATTRIBUTES.nextEvaluation, value: state.stage === 'active' ? new Date(next.dueAt) : null },
  ]);
  setCurrentDetails(details(thread));
}

function details({ state, next, version }: EnrollmentSnapshot): string {
  const current = currentDay(state);
  const lines = [
    `**${state.stage}**${state.reason === null ? '' : `: ${state.reason}`}`,
    `${String(completedDays(state))} of ${String(state.days.length)} days completed, version ${String(version)}`,
  ];
  if (current) {
    const sent = current.status === 1 ? 'sent, waiting for completion' : 'not sent';
    lines.push(`Now at ${positionName(current)}: ${sent}, attempts ${String(current.attempts)}`);
  }
  if (state.failedRetries > 0) lines.push(`Failed retries in a row: ${String(state.failedRetries)}`);
  if (state.stage === 'active') lines.push(`Next evaluation: ${new Date(next.dueAt).toISOString()}`);
  return lines.join('\n\n');
}

/** One line for the activity that performs a decision. */
export function decisionSummary(decision: Decision): string {
  const where = decision.session && decision.day ? positionName(decision as Position) : 'the program';
  switch (decision.kind) {
    case 'send':
      return `send ${where}, attempt ${String(decision.attempt)}`;
    case 'wait':
      return `wait for ${where}, failed retries ${String(decision.failedRetries)}`;
    case 'exclude':
      return `exclude: ${decision.reason}`;
    case 'skip':
      return `skip ${where}: ${decision.reason}`;
  }
}

export function viewOf({ version, state, next }: EnrollmentSnapshot): EnrollmentView {
  return { version, state, next };
}

/** The result of the workflow, for whoever opens it afterwards. */
export function resultOf(state: EnrollmentState): EnrollmentResult {
  const { stage, reason } = state;
  if (stage === 'active' || stage === 'paused') throw new Error('The enrollment has not ended');
  return {
    stage,
    reason: reason ?? stage,
    completedDays: completedDays(state),
    totalDays: state.days.length,
  };
}

function completedDays(state: EnrollmentState): number {
  return state.days.filter((day) => day.status === 2).length;
}
