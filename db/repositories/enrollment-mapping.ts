import { currentDay } from '../../domain/programs/position';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import type { EnrollmentRow } from '../entities/enrollment.entity';

/** The columns of an enrollment under the names of its row interface. */
export const ENROLLMENT_COLUMNS = `enrollment.id, enrollment.account_id AS "accountId",
  enrollment.program_id AS "programId", enrollment.contact_id AS "contactId", enrollment.version,
  enrollment.channel, enrollment.stage, enrollment.reason, enrollment.session, enrollment.day,
  enrollment.state, enrollment.revision, enrollment.next_evaluation_at AS "nextEvaluationAt",
  enrollment.started_at AS "startedAt", enrollment.enrolled_at AS "enrolledAt",
  enrollment.updated_at AS "updatedAt"`;

/** Where lists show an enrollment: its current day, or its last one when nothing is left. */
export function shownPosition(state: EnrollmentState): { session: number; day: number } {
  const shown = currentDay(state) ?? state.days.at(-1);
  if (!shown) throw new Error('An enrollment without days');
  return { session: shown.session, day: shown.day };
}

/** One line of the decision log, about to be written. */
export interface LogEntry {
  /** The program's date of an evaluation; null for what happens between evaluations. */
  localDate: string | null;
  /** The evaluation this belongs to, or the moment of the event: with kind and line it names the entry. */
  dueAt: Date;
  at: Date;
  kind: 'send' | 'wait' | 'exclude' | 'skip' | 'progress' | 'operator';
  outcome: string;
  session?: number | undefined;
  day?: number | undefined;
  attempt?: number | undefined;
  sendId?: string | undefined;
  line: string;
  /** What the evaluation answered its workflow; a repeated activity answers the same. */
  result?: unknown;
}

/** What a change makes of an enrollment. */
export interface EnrollmentChange {
  state: EnrollmentState;
  version?: number;
  nextEvaluationAt?: Date | null;
  log?: LogEntry;
}

export type { EnrollmentRow };
