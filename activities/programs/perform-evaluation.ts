import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { LogEntry } from '../../db/repositories/enrollment-mapping';
import type { Send } from '../../domain/messaging/send';
import {
  evaluationHold,
  localDateAt,
  nextEvaluation,
  type ProgramCalendar,
} from '../../domain/programs/calendar';
import { decide } from '../../domain/programs/decide';
import { decisionLine } from '../../domain/programs/decision-line';
import { rulesOf } from '../../domain/programs/definition';
import type {
  Decision,
  EnrollmentState,
  EvaluationOutcome,
  ProgressReport,
} from '../../domain/programs/enrollment';
import { evolve, type Performed } from '../../domain/programs/evolve';
import { dayAttemptKey } from '../../domain/programs/send-key';
import type { EpochMs } from '../../domain/time/moments';
import type { NextEvaluation } from '../../workflows/programs/contract';
import type { ProgramsDeps } from './programs-deps';
import { sendDay } from './send-day';
import { syncProgress } from './sync-progress';

export interface EvaluationInput {
  v: 1;
  accountId: string;
  programId: string;
  enrollmentId: string;
  version: number;
  dueAt: EpochMs;
  decision: Decision;
}

/** What a performed evaluation tells its workflow, to be put through `evolve`. */
export interface EvaluationResult {
  performed: Performed;
  next: NextEvaluation;
}

/** The instant of an evaluation and the program's date then. */
type When = Omit<Performed, 'outcome'>;

/**
 * Performs one daily decision: reads what is newer than the workflow knows, sends through the ledger, and
 * writes projection and log line together. Repeated after a crash, it finds what it did and answers the same.
 */
export async function performEvaluation(
  deps: ProgramsDeps,
  input: EvaluationInput,
): Promise<EvaluationResult> {
  const calendar = await deps.calendars.of(input.accountId, input.programId, input.version);
  const now = await deps.clock();
  const when = { at: now, localDate: localDateAt(calendar, Math.max(now, input.dueAt)) };
  await beginRun(deps, calendar, { input, when });
  const dueAt = new Date(input.dueAt);
  const known = await deps.enrollments.getForEvaluation(input.accountId, input.enrollmentId, dueAt);
  if (!known) throw new Error(`Enrollment ${input.enrollmentId} is not in the database`);
  if (known.result !== undefined) return known.result as EvaluationResult;
  const next = nextEvaluation(calendar, Math.max(now, input.dueAt));
  const { outcome, send } = await perform(deps, { row: known.row, input, calendar, when });
  const result: EvaluationResult = { performed: { outcome, ...when }, next };
  if (outcome.kind !== 'superseded') await record(deps, { row: known.row, input, result, send });
  return result;
}

/** Before the first evaluation of a date: opens its run, and reads the external bot's table where there is one. */
async function beginRun(
  deps: ProgramsDeps,
  calendar: ProgramCalendar,
  { input, when }: { input: EvaluationInput; when: When },
): Promise<void> {
  const run = { accountId: input.accountId, programId: input.programId, localDate: when.localDate };
  await deps.openRuns.open(run, when.at);
  await syncProgress(deps, calendar.definition, run);
}

interface Evaluation {
  row: EnrollmentRow;
  input: EvaluationInput;
  calendar: ProgramCalendar;
  when: When;
}

interface Done {
  outcome: EvaluationOutcome;
  send: Send | null;
}

async function perform(deps: ProgramsDeps, evaluation: Evaluation): Promise<Done> {
  const { row, input, calendar, when } = evaluation;
  const { decision } = input;
  const stopped = reasonNotTo(evaluation);
  const underway = stopped && decision.kind === 'send' && (await isUnderway(deps, row, decision));
  if (stopped && !underway) return { outcome: stopped, send: null };
  if (decision.kind !== 'send') return { outcome: { kind: 'recorded' }, send: null };
  const { definition } = calendar;
  return sendDay(deps, row, { decision, definition, now: when.at });
}

/** An attempt that the provider may have is settled, whatever else has become known. */
async function isUnderway(
  deps: ProgramsDeps,
  row: EnrollmentRow,
  decision: Extract<Decision, { kind: 'send' }>,
): Promise<boolean> {
  const earlier = await deps.ledger.findByKey(
    row.accountId,
    dayAttemptKey(row.id, decision, decision.attempt),
  );
  return earlier !== null && earlier.state !== 'reserved';
}

function reasonNotTo({ row, input, calendar, when }: Evaluation): EvaluationOutcome | null {
  const hold = evaluationHold(calendar, when.at, input.dueAt);
  if (hold) return { kind: 'held', reason: hold.reason };
  const today = decide(row.state, rulesOf(calendar.definition), when.localDate);
  if (sameDecision(today, input.decision)) return null;
  if (today.kind === 'skip' && today.reason === 'already sent today') {
    return { kind: 'held', reason: today.reason };
  }
  return { kind: 'superseded', progress: knownProgress(row.state) };
}

function sameDecision(one: Decision, other: Decision): boolean {
  const key = (decision: Decision) =>
    [decision.kind, decision.session, decision.day, decision.kind === 'send' ? decision.attempt : ''].join(
      ':',
    );
  return key(one) === key(other);
}

/** Everything the projection knows to be reached, for a workflow whose signal is still on its way. */
function knownProgress(state: EnrollmentState): ProgressReport[] {
  return state.days
    .filter((day) => day.status > 0)
    .map(({ session, day, status, completedAt, lastSentAt }) => ({
      session,
      day,
      status,
      at: completedAt ?? lastSentAt ?? 0,
    }));
}

async function record(
  deps: ProgramsDeps,
  done: { row: EnrollmentRow; input: EvaluationInput; result: EvaluationResult; send: Send | null },
): Promise<void> {
  const { input, result, send } = done;
  await deps.enrollments.changeFrom(done.row, (row) => {
    const state = evolve(row.state, input.decision, result.performed);
    const nextEvaluationAt = state.stage === 'active' ? new Date(result.next.dueAt) : null;
    return { state, nextEvaluationAt, log: logEntry(input, result, send) };
  });
}

function logEntry(input: EvaluationInput, result: EvaluationResult, send: Send | null): LogEntry {
  const { decision } = input;
  return {
    localDate: result.performed.localDate,
    dueAt: new Date(input.dueAt),
    at: new Date(result.performed.at),
    kind: decision.kind,
    outcome: result.performed.outcome.kind,
    session: decision.session,
    day: decision.day,
    attempt: decision.kind === 'send' ? decision.attempt : undefined,
    sendId: send?.id,
    line: decisionLine(decision, result.performed.outcome),
    result,
  };
}
