import type { EpochMs } from '../time/moments';
import { failedRetriesReason } from './decide';
import type { ProgramRules } from './definition';
import type { DayState, EnrollmentState } from './enrollment';
import { newEnrollment } from './initial-state';
import type { LegacyZone } from './legacy-cells';
import type { ParsedRow } from './legacy-row';
import { attemptsLeft, comparePositions, isOpen, positionName } from './position';
import { completedReason } from './progress';

/** The state that a contact's rows add up to; days without a row are unsent, notes have the last word. */
export function legacyState(
  rows: readonly ParsedRow[],
  rules: ProgramRules,
  zone: LegacyZone,
): EnrollmentState {
  const fresh = newEnrollment(rules);
  const noted = new Map(rows.map((row) => [positionName(row.day), row]));
  const plain = fresh.days.map((day) => noted.get(positionName(day))?.day ?? day);
  const days = plain.map((day) => ({
    ...day,
    passedOver: wasPassedOver(day, plain, rules),
    ...noted.get(positionName(day))?.note.day,
  }));
  const excluded = rows.some((row) => row.excluded);
  const state: EnrollmentState = {
    ...fresh,
    days,
    failedRetries: failedRetriesOf(rows, excluded),
    lastSendDate: lastSendDateOf(days, zone),
  };
  const noteOfFirst = rows.find((row) => row.note.enrollment)?.note.enrollment;
  return { ...state, ...stageOf(state, excluded), ...noteOfFirst };
}

/** Under `advance` the old file shows a day left behind only by the attempts of a later one. */
function wasPassedOver(day: DayState, days: readonly DayState[], rules: ProgramRules): boolean {
  if (rules.whenAttemptsRunOut !== 'advance' || day.status !== 1) return false;
  if (attemptsLeft(day, rules.maxAttemptsPerDay) > 0) return false;
  return days.some((later) => later.attempts > 0 && comparePositions(later, day) > 0);
}

/** The count stands on each row of a contact; on completed ones an old value may have been left. */
function failedRetriesOf(rows: readonly ParsedRow[], excluded: boolean): number {
  const counting = rows.filter((row) => excluded || row.day.status !== 2);
  return counting.reduce((most, row) => Math.max(most, row.failedRetries), 0);
}

function lastSendDateOf(days: readonly DayState[], zone: LegacyZone): string | null {
  const sent = days.map((day) => day.lastSentAt).filter((at): at is EpochMs => at !== null);
  return sent.length === 0 ? null : zone.clock.toLocal(Math.max(...sent), zone.timezone).date;
}

function stageOf(state: EnrollmentState, excluded: boolean): Pick<EnrollmentState, 'stage' | 'reason'> {
  if (excluded) {
    const reason =
      state.failedRetries > 0 ? failedRetriesReason(state.failedRetries) : 'imported as excluded';
    return { stage: 'excluded', reason };
  }
  if (!state.days.some(isOpen)) return { stage: 'completed', reason: completedReason(state) };
  return { stage: 'active', reason: null };
}
