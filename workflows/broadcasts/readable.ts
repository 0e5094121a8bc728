import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '../search-attributes';
import type { BatchWork, BroadcastInput, BroadcastSnapshot, BroadcastView } from './contract';

/** What a person reads of a broadcast in the Temporal Web UI, and what lists of workflows filter by. */
export function showProgress({ accountId }: BroadcastInput, thread: BroadcastSnapshot): void {
  // Each upsert is an event: only what changed is worth one.
  if (workflowInfo().typedSearchAttributes.get(SEARCH_ATTRIBUTES.stage) !== thread.state) {
    upsertSearchAttributes([
      { key: SEARCH_ATTRIBUTES.account, value: accountId },
      { key: SEARCH_ATTRIBUTES.stage, value: thread.state },
    ]);
  }
  setCurrentDetails(details(thread));
}

function details(thread: BroadcastSnapshot): string {
  const { state, reason, startAt, waitingUntil, total, recent } = thread;
  const latest = recent.at(-1);
  const lines = [
    `**${state}**${reason === null ? '' : `: ${reason}`}`,
    `${String(begunOf(thread))} of ${String(total)} recipients taken up`,
  ];
  if (latest) lines.push(`${String(latest.settled)} answered, ${String(latest.failed)} of them refused`);
  if (state === 'scheduled' && startAt !== null) lines.push(`Starts ${new Date(startAt).toISOString()}`);
  if (waitingUntil !== null) lines.push(`Waits until ${new Date(waitingUntil).toISOString()}`);
  return lines.join('\n\n');
}

/** One line for the activity that sends a batch. */
export function workSummary(work: BatchWork): string {
  return work.kind === 'list' ? `recipients ${work.from}–${work.to}` : 'what had to wait';
}

export function viewOf(thread: BroadcastSnapshot): BroadcastView {
  const { state, reason, startAt, waitingUntil, total } = thread;
  return { state, reason, startAt, waitingUntil, total, begun: begunOf(thread) };
}

function begunOf({ next, givenBack }: BroadcastSnapshot): number {
  return next - 1 - givenBack.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
