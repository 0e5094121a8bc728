import type { EpochMs, LocalDate } from '../time/moments';

export const STAGES = ['active', 'paused', 'completed', 'excluded', 'stopped'] as const;
export type Stage = (typeof STAGES)[number];

/** 0 not sent, 1 sent and not completed, 2 completed; it may only rise. */
export type DayStatus = 0 | 1 | 2;

/** A place in a program; both count from 1. */
export interface Position {
  session: number;
  day: number;
}

export interface DayState extends Position {
  status: DayStatus;
  /** Sends asked of the provider for this day; a refused one counts, a retried transient fault does not. */
  attempts: number;
  /** How many of `attempts` the provider refused; a day whose attempts were all refused is undeliverable. */
  refusals: number;
  /** Attempts made before an operator asked for the day again: they no longer count towards the limit. */
  forgiven: number;
  firstSentAt: EpochMs | null;
  lastSentAt: EpochMs | null;
  completedAt: EpochMs | null;
  lastResult: string | null;
  /** The attempts ran out under the `advance` policy and the next day became current. */
  passedOver: boolean;
}

/** Where one contact stands in one program: all the rules need, and nothing personal. */
export interface EnrollmentState {
  stage: Stage;
  /** Why the stage is what it is, in a few words; null while active. */
  reason: string | null;
  /** Every day of the program, in order. */
  days: DayState[];
  failedRetries: number;
  /** The local date of the last message: no second one on the same date. */
  lastSendDate: LocalDate | null;
}

/** One report that a day was reached, from a reply, the progress endpoint, a table or a scenario's end. */
export interface ProgressReport extends Position {
  status: DayStatus;
  at: EpochMs;
}

export type SkipReason =
  'enrollment is not active' | 'already sent today' | 'undeliverable' | 'waiting for completion';

/** What one daily evaluation is to do. `failedRetries` is the count after this evaluation. */
export type Decision =
  | ({ kind: 'send'; attempt: number; failedRetries: number; advanced: boolean } & Position)
  | ({ kind: 'wait'; failedRetries: number } & Position)
  | ({ kind: 'exclude'; failedRetries: number; reason: string } & Position)
  | ({ kind: 'skip'; reason: SkipReason } & Partial<Position>);

/** What became of a decision once performed. */
export type EvaluationOutcome =
  /** Accepted by the provider, or of unknown fate: either way the contact may have it, so it counts as sent. */
  | { kind: 'sent'; result: string }
  /** The provider refused: an attempt, but the day stays unsent. */
  | { kind: 'refused'; result: string }
  /** Wait, exclude and skip: nothing to send, written down. */
  | { kind: 'recorded' }
  /** Not a time or a person to evaluate: nothing counted, tried again at the next evaluation. */
  | { kind: 'held'; reason: string }
  /** The contact asked for no more messages: the enrollment stops. */
  | { kind: 'opted-out' }
  /** New progress came to light before anything was sent: apply it and decide again. */
  | { kind: 'superseded'; progress: ProgressReport[] };
