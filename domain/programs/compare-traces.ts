import type { ContactTrace, TracedSend } from './simulate-contact';
import { positionName } from './position';

/** One contact whom the rules and the production workflows treated differently. */
export interface Disagreement {
  contact: number;
  /** What differs, in words. */
  difference: string;
}

/** What two plays of the same contact must have in common. */
export type ComparedTrace = Pick<ContactTrace, 'contact' | 'stage' | 'sends'>;

/** Compares two plays of one simulation contact by contact: final stage, and each send by date, day and attempt. */
export function compareTraces(
  byRules: readonly ComparedTrace[],
  byWorkflows: readonly ComparedTrace[],
): Disagreement[] {
  const played = new Map(byWorkflows.map((trace) => [trace.contact, trace]));
  return byRules.flatMap((expected) => {
    const { contact } = expected;
    const actual = played.get(contact);
    const difference = actual ? differenceOf(expected, actual) : 'was not played by the workflows';
    return difference === null ? [] : [{ contact, difference }];
  });
}

function differenceOf(expected: ComparedTrace, actual: ComparedTrace): string | null {
  const length = Math.max(expected.sends.length, actual.sends.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [sendName(expected.sends[index]), sendName(actual.sends[index])];
    if (one !== other) return `send ${index + 1}: ${one} by the rules, ${other} by the workflows`;
  }
  if (expected.stage === actual.stage) return null;
  return `ended ${expected.stage} by the rules, ${actual.stage} by the workflows`;
}

function sendName(send: TracedSend | undefined): string {
  return send ? `${positionName(send)} attempt ${send.attempt} on ${send.date}` : 'nothing';
}
