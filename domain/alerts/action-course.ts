import type { EpochMs } from '../time/moments';
import type { AlertActionState } from './alert-action';

/** What one try of an action came to. */
export type ActionResult =
  | { kind: 'done' }
  /** `lasting`: another try would fail in the same way. */
  | { kind: 'failed'; reason: string; lasting: boolean };

export interface ActionCourse {
  state: AlertActionState;
  /** When it is tried again; null when it is not. */
  nextAt: EpochMs | null;
  /** Why the last try failed, in words without anything of a message. */
  reason: string | null;
}

const MINUTE_MS = 60_000;
/** After each failed try; a receiver that is away for a night still hears of it. */
const PAUSES_MS = [
  10_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  60 * MINUTE_MS,
  180 * MINUTE_MS,
  360 * MINUTE_MS,
];

/** So often an action is tried before it is given up. */
export const MOST_TRIES = PAUSES_MS.length + 1;

/** How it goes on with an action after a try, its `tries`-th. */
export function afterTry(result: ActionResult, tries: number, now: EpochMs): ActionCourse {
  if (result.kind === 'done') return { state: 'done', nextAt: null, reason: null };
  const { reason, lasting } = result;
  const pause = lasting ? undefined : PAUSES_MS[tries - 1];
  return pause === undefined
    ? { state: 'failed', nextAt: null, reason }
    : { state: 'due', nextAt: now + pause, reason };
}
