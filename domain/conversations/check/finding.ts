import type { Text } from '../scenario';
import type { StepId } from '../steps';

export type FindingCode =
  | 'missing-step'
  | 'unreachable-step'
  | 'endless-loop'
  | 'unanswered-loop'
  | 'dead-end'
  | 'undefined-variable'
  | 'unused-variable'
  | 'bad-placeholder'
  | 'bad-pattern'
  | 'bad-expression'
  | 'missing-media'
  | 'missing-secret'
  | 'unknown-tool'
  | 'incomplete-language'
  | 'unknown-language'
  | 'over-limit'
  | 'bad-address'
  | 'ambiguous-choice'
  | 'too-deep';

/** Something about a scenario that its author should know. Errors keep it from being published. */
export interface Finding {
  severity: 'error' | 'warning';
  code: FindingCode;
  /** Null for the scenario as a whole. */
  step: StepId | null;
  /** What is wrong and what to do about it. */
  message: string;
}

/** What the account has, where that is known. */
export interface Known {
  media?: ReadonlySet<string>;
  /** The names of the bot's secrets. */
  secrets?: ReadonlySet<string>;
}

/** A finding about a step that is known anyway. */
export type StepFinding = Omit<Finding, 'step'>;

/** What keeps a scenario from being published. */
export function error(code: FindingCode, message: string): StepFinding {
  return { severity: 'error', code, message };
}

/** What is probably not meant, and does no harm. */
export function warning(code: FindingCode, message: string): StepFinding {
  return { severity: 'warning', code, message };
}

/** The beginning of a text, in quotes. */
export function quote(text: Text): string {
  const words = typeof text === 'string' ? text : (Object.values(text)[0] ?? '');
  return `"${words.length > 40 ? `${words.slice(0, 40)}…` : words}"`;
}
