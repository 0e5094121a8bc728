import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/**
 * Ends this attempt of an activity and has Temporal repeat it after a delay. Activity retries leave no event
 * in the history, so waiting this way costs nothing; the message is what the Web UI shows meanwhile.
 */
export function later(message: string, delayMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    type: 'Later',
    nonRetryable: false,
    // Waiting is no fault: it is neither logged as one nor counted in the metrics.
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: Math.max(50, Math.ceil(delayMs)),
  });
}
