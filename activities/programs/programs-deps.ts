import type { Enrollments } from '../../db/repositories/enrollments';
import type { ProgramRuns } from '../../db/repositories/program-runs';
import type { ProgressReports } from '../../db/repositories/progress-reports';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { Position, DayStatus } from '../../domain/programs/enrollment';
import type { Clock, Dispatcher } from '../messaging/dispatcher';
import type { OpenRuns } from './open-runs';
import type { ProgramCalendars } from './program-calendars';

/** One person's rows in an external bot's progress table. */
export interface TableProgress {
  /** Digits of the phone, without `+`. */
  clientNumber: string;
  reports: (Position & { status: DayStatus })[];
}

/** An external bot's progress table; a failure is an answer, because the evaluation goes on without it. */
export interface ProgressTable {
  readAll(): Promise<{ ok: true; rows: TableProgress[] } | { ok: false; detail: string }>;
}

/** What the activities of programs work with. */
export interface ProgramsDeps {
  enrollments: Enrollments;
  runs: ProgramRuns;
  openRuns: OpenRuns;
  progressReports: ProgressReports;
  calendars: ProgramCalendars;
  ledger: SendLedger;
  dispatcher: Dispatcher;
  clock: Clock;
  /** Null where no external bot's table is configured. */
  progressTable: ProgressTable | null;
}
