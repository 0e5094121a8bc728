import type { Duration } from './duration';
import type { Step, StepId } from './steps';
import type { Value } from './values';

/** A language as two letters: `es`, `en`. */
export type Language = string;

/** A text for everybody, or one for each language. Holds `{{variables}}`. */
export type Text = string | Record<Language, string>;

/** What no conversation of a scenario may exceed, whatever its steps say. */
export interface Limits {
  /** Steps entered in answer to one event. */
  stepsPerTurn: number;
  /** Steps entered since the person's last message. */
  stepsUnanswered: number;
  /** Characters of one text; the host lowers it to what a channel takes. */
  messageLength: number;
  /** Delays, waits and timeouts since the person's last message, together. */
  totalDelay: Duration;
}

/** A script a bot follows. Published versions never change. */
export interface Scenario {
  schemaVersion: 1;
  name: string;
  description?: string;
  /** The language of plain texts, and of people whose own is not among `languages`. */
  language: Language;
  /** Every language the scenario speaks; only `language` when absent. */
  languages?: Language[];
  start: StepId;
  /** Every variable and its first value; null where it has none yet. */
  variables: Record<string, Value>;
  steps: Record<StepId, Step>;
  /** Where what nobody expected leads. */
  fallback: StepId;
  limits: Limits;
  /** Every delay, wait and timeout is this many times shorter, for demonstrations; 1 when absent. Limits count the whole length. */
  timeScale?: number;
}

export const DEFAULT_LIMITS: Limits = {
  stepsPerTurn: 100,
  stepsUnanswered: 500,
  messageLength: 1600,
  totalDelay: '60d',
};

/** Every language a scenario speaks, its own first. */
export function languagesOf({ language, languages }: Pick<Scenario, 'language' | 'languages'>): Language[] {
  return [...new Set([language, ...(languages ?? [])])];
}
