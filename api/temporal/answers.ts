import { isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** A call of Temporal that did not do what it was asked, in the words the API answers with. */
export type Declined =
  { kind: 'not-running' } | { kind: 'refused'; refusal: string } | { kind: 'unavailable' };

/** Sorts what Temporal's client throws; an error that is none of these is ours, and goes on. */
export function declinedBy(error: unknown): Declined {
  if (error instanceof WorkflowNotFoundError) return { kind: 'not-running' };
  if (error instanceof WorkflowUpdateFailedError) return { kind: 'refused', refusal: refusalIn(error) };
  if (isAway(error)) return { kind: 'unavailable' };
  throw error;
}

/** The workflow's own words are in the innermost failure. */
function refusalIn(error: Error): string {
  let failure: unknown = error;
  let words = 'The workflow refused the request.';
  while (failure instanceof Error) {
    if (failure instanceof ApplicationFailure) words = failure.message;
    failure = failure.cause;
  }
  return words;
}

/** No server, no worker in time, or a server that says to come back later. */
function isAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause)) return TRANSIENT.has(cause.code);
    if (cause.name === 'WorkflowUpdateRPCTimeoutOrCancelledError') return true;
  }
  return false;
}

/**
 * gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE; and FAILED_PRECONDITION, with which an update is
 * answered while the worker that had the workflow is found to be dead.
 */
const TRANSIENT = new Set<number>([1, 4, 8, 9, 14]);
