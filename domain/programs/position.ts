import type { DayState, EnrollmentState, Position } from './enrollment';

/** A day that still asks for something: neither completed nor passed over. */
export function isOpen(day: DayState): boolean {
  return day.status !== 2 && !day.passedOver;
}

/** The first open day, or null when nothing is left to do. */
export function currentDay(state: EnrollmentState): DayState | null {
  return state.days.find(isOpen) ?? null;
}

/** The first open day after the given one, or null on the last. */
export function nextOpenDay(state: EnrollmentState, after: Position): DayState | null {
  return state.days.find((day) => isOpen(day) && comparePositions(day, after) > 0) ?? null;
}

/** The state of one day, or null when the program has no such day. */
export function dayAt(state: EnrollmentState, at: Position): DayState | null {
  return state.days.find((day) => isAt(day, at)) ?? null;
}

/** The same state with one day changed. */
export function withDay(state: EnrollmentState, at: Position, change: Partial<DayState>): EnrollmentState {
  return { ...state, days: state.days.map((day) => (isAt(day, at) ? { ...day, ...change } : day)) };
}

/** Negative when `a` comes before `b` in the program, 0 when they are the same day. */
export function comparePositions(a: Position, b: Position): number {
  return a.session - b.session || a.day - b.day;
}

/** `S2D3`, as every screen and log writes a position. */
export function positionName(at: Position): string {
  return `S${at.session}D${at.day}`;
}

/** Attempts that count: a day known as sent from outside has had one, whoever made it. */
export function attemptsMade(day: DayState): number {
  return day.status === 1 ? Math.max(day.attempts, 1) : day.attempts;
}

/** Attempts of a day still allowed under `maxAttemptsPerDay`; never negative. */
export function attemptsLeft(day: DayState, maxAttemptsPerDay: number): number {
  return Math.max(0, maxAttemptsPerDay + day.forgiven - attemptsMade(day));
}

/** True when every attempt of the day was refused and none is left: only an operator can move it. */
export function isUndeliverable(day: DayState, maxAttemptsPerDay: number): boolean {
  const allRefused = day.status === 0 && day.attempts > 0 && day.refusals === day.attempts;
  return allRefused && attemptsLeft(day, maxAttemptsPerDay) === 0;
}

/** How many days stand where, and how many messages they took. */
export interface EnrollmentSummary {
  total: number;
  completed: number;
  /** Sent and not completed. */
  sent: number;
  unsent: number;
  passedOver: number;
  attempts: number;
  refusals: number;
}

/** Counts over all days of an enrollment. */
export function summary(state: EnrollmentState): EnrollmentSummary {
  const count = (test: (day: DayState) => boolean): number => state.days.filter(test).length;
  return {
    total: state.days.length,
    completed: count((day) => day.status === 2),
    sent: count((day) => day.status === 1),
    unsent: count((day) => day.status === 0),
    passedOver: count((day) => day.passedOver && day.status !== 2),
    attempts: state.days.reduce((total, day) => total + day.attempts, 0),
    refusals: state.days.reduce((total, day) => total + day.refusals, 0),
  };
}

function isAt(day: Position, at: Position): boolean {
  return day.session === at.session && day.day === at.day;
}
