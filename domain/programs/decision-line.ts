import type { Decision, EvaluationOutcome } from './enrollment';
import { positionName } from './position';

/** The line a person reads in the decision log and the run report: what was done, and why. */
export function decisionLine(decision: Decision, outcome: EvaluationOutcome): string {
  switch (outcome.kind) {
    case 'held':
      return `held: ${outcome.reason}`;
    case 'opted-out':
      return 'stopped: opted out';
    case 'superseded':
      return `new progress: ${outcome.progress.map(positionName).join(', ')}, deciding again`;
    case 'sent':
      return decision.kind === 'send' ? `sent ${attemptName(decision)}` : recordedLine(decision);
    case 'refused':
      return decision.kind === 'send'
        ? `refused ${attemptName(decision)}: ${outcome.result}`
        : recordedLine(decision);
    case 'recorded':
      return recordedLine(decision);
  }
}

function attemptName(decision: Extract<Decision, { kind: 'send' }>): string {
  const moved = decision.advanced ? ', moved on after a failed retry' : '';
  return `${positionName(decision)}, attempt ${decision.attempt}${moved}`;
}

function recordedLine(decision: Decision): string {
  switch (decision.kind) {
    case 'send':
      return `to send ${attemptName(decision)}`;
    case 'wait':
      return `skipped: waiting for ${positionName(decision)}, failed retries ${decision.failedRetries}`;
    case 'exclude':
      return `excluded: ${decision.reason}`;
    case 'skip':
      return `skipped: ${skipName(decision)}`;
  }
}

function skipName(decision: Extract<Decision, { kind: 'skip' }>): string {
  const { reason, session, day } = decision;
  if (reason !== 'undeliverable' || session === undefined || day === undefined) return reason;
  return `${positionName({ session, day })} is undeliverable`;
}
