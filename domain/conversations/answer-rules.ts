import type { Text } from './scenario';
import type { MediaKind, Target } from './steps';

export interface Choice {
  id: string;
  label: Text;
  description?: Text;
  /** Where this choice leads; the ask's own `next` when absent. */
  next?: Target;
}

/** A bound of a date: YYYY-MM-DD, or `today` for the day on which the answer is given. */
export type DateBound = string;

/** What counts as an answer, and how it is kept. */
export type AnswerRule =
  /** Kept as text; `pattern` is RE2. */
  | { kind: 'text'; minLength?: number; maxLength?: number; pattern?: string }
  | { kind: 'number'; min?: number; max?: number; integer?: boolean }
  /** Kept as the choice's id. By number, button, id or label, whatever its case and accents. */
  | { kind: 'choice'; choices: Choice[]; show?: 'buttons' | 'list' | 'text'; button?: Text }
  | { kind: 'email' }
  /** Kept as E.164; numbers without a country get `countryCode`, such as 57. */
  | { kind: 'phone'; countryCode?: string }
  /** Kept as YYYY-MM-DD. */
  | { kind: 'date'; min?: DateBound; max?: DateBound }
  /** Kept as true or false. */
  | { kind: 'yes-no' }
  /** Kept as `{ kind, media }`. */
  | { kind: 'media'; kinds: MediaKind[] };
