import { isEverWithinContactHours, isWithinContactHours, nextContactHours } from '../messaging/contact-hours';
import { addDays, isoWeekday, minutesOf } from '../time/civil-date';
import type { EpochMs, LocalDate, ZoneClock } from '../time/moments';
import type { ProgramDefinition } from './definition';

const ALL_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** Longer than any run of days that weekdays and holidays can rule out. */
const HORIZON_DAYS = 400;

/** One daily evaluation of a program: when, and which local date it belongs to. */
export interface PlannedEvaluation {
  dueAt: EpochMs;
  localDate: LocalDate;
}

/** Why an evaluation that came due may not be performed now. */
export interface Hold {
  reason: string;
}

/** One version of a program with what its dates are counted in. */
export interface ProgramCalendar {
  definition: ProgramDefinition;
  clock: ZoneClock;
  /** When the version was published: where `dayLength` counts its days from. */
  anchor: EpochMs;
}

/**
 * The first permitted evaluation strictly after an instant. Weekdays count, and under `co-ley-2300` a day on
 * which `sendAt` lies outside the legal hours is passed over. With `dayLength`, days are counted off from the
 * anchor and neither weekdays nor hours apply.
 */
export function nextEvaluation(calendar: ProgramCalendar, after: EpochMs): PlannedEvaluation {
  const { definition, clock, anchor } = calendar;
  const length = dayLengthMs(definition);
  if (length !== null) {
    const day = Math.floor((after - anchor) / length) + 1;
    return { dueAt: anchor + day * length, localDate: virtualDate(calendar, day) };
  }
  const first = clock.toLocal(after, definition.timezone).date;
  for (let days = 0; days < HORIZON_DAYS; days += 1) {
    const localDate = addDays(first, days);
    if (!isEvaluationDay(definition, localDate)) continue;
    const dueAt = clock.toInstant(localDate, definition.sendAt, definition.timezone);
    if (dueAt > after) return { dueAt, localDate };
  }
  throw new Error(`${definition.name} has no day on which ${definition.sendAt} is permitted`);
}

/** The program's local date of an instant; with `dayLength` a virtual one, counted off from the anchor. */
export function localDateAt(calendar: ProgramCalendar, at: EpochMs): LocalDate {
  const { definition, clock, anchor } = calendar;
  const length = dayLengthMs(definition);
  if (length === null) return clock.toLocal(at, definition.timezone).date;
  return virtualDate(calendar, Math.floor((at - anchor) / length));
}

/**
 * Why an evaluation due at `dueAt` must not be performed at `at`, or null when it may. After an outage
 * `send-once` makes up one evaluation on the current local date, between `sendAt` and `misfireGrace`, and
 * `skip` none; contact hours hold in any case. A clock a little early counts as on time.
 */
export function evaluationHold(calendar: ProgramCalendar, at: EpochMs, dueAt: EpochMs): Hold | null {
  if (calendar.definition.policy.dayLength !== undefined) return null;
  const now = Math.max(at, dueAt);
  return misfireHold(calendar, now, dueAt) ?? contactHoursHold(calendar, now);
}

/** Whether any day of the week permits the program's `sendAt`. */
export function hasPermittedDay(definition: ProgramDefinition): boolean {
  const weekdays = definition.weekdays ?? ALL_WEEKDAYS;
  if (definition.policy.contactHours === 'any') return weekdays.length > 0;
  return isEverWithinContactHours(definition.sendAt, weekdays);
}

function isEvaluationDay(definition: ProgramDefinition, date: LocalDate): boolean {
  if (definition.weekdays && !definition.weekdays.includes(isoWeekday(date))) return false;
  if (definition.policy.contactHours === 'any') return true;
  return isWithinContactHours(date, minutesOf(definition.sendAt));
}

function misfireHold({ definition, clock }: ProgramCalendar, now: EpochMs, dueAt: EpochMs): Hold | null {
  const { timezone, sendAt, policy } = definition;
  const today = clock.toLocal(now, timezone).date;
  const dueDate = clock.toLocal(dueAt, timezone).date;
  if (now > clock.toInstant(today, policy.misfireGrace, timezone)) {
    return { reason: `too late on ${today}: past ${policy.misfireGrace}` };
  }
  if (today === dueDate) return null;
  if (policy.misfire === 'skip') return { reason: `missed on ${dueDate}, not made up` };
  if (!isEvaluationDay(definition, today))
    return { reason: `missed on ${dueDate}, ${today} is no sending day` };
  if (now < clock.toInstant(today, sendAt, timezone)) {
    return { reason: `missed on ${dueDate}, made up at ${sendAt}` };
  }
  return null;
}

function contactHoursHold({ definition, clock }: ProgramCalendar, now: EpochMs): Hold | null {
  if (definition.policy.contactHours === 'any') return null;
  const { date, minutes } = clock.toLocal(now, definition.timezone);
  if (isWithinContactHours(date, minutes)) return null;
  const opening = nextContactHours(date, minutes);
  const day = opening.date === date ? '' : `${opening.date} `;
  return { reason: `outside contact hours until ${day}${opening.time}` };
}

function dayLengthMs(definition: ProgramDefinition): number | null {
  const seconds = definition.policy.dayLength;
  return seconds === undefined ? null : Math.max(1, Math.round(seconds * 1000));
}

function virtualDate({ definition, clock, anchor }: ProgramCalendar, day: number): LocalDate {
  return addDays(clock.toLocal(anchor, definition.timezone).date, day);
}
