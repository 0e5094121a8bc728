import type { ProgramDefinition, ProgramRules } from '../../../domain/programs/definition';
import { DEFAULT_POLICY, rulesOf } from '../../../domain/programs/definition';
import type { DayState, EnrollmentState } from '../../../domain/programs/enrollment';
import { newEnrollment } from '../../../domain/programs/initial-state';

/** A program of six sessions × five days under the default policy, with changes on top. */
export function sixByFive(change: Partial<ProgramDefinition> = {}): ProgramDefinition {
  return {
    name: 'Six by five',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: [1, 2, 3, 4, 5, 6].map((session) => ({
      number: session,
      title: `Session ${session}`,
      days: [1, 2, 3, 4, 5].map((day) => ({
        number: day,
        title: `Day ${day}`,
        content: { kind: 'text', text: `Hello from S${session}D${day}` },
      })),
    })),
    policy: DEFAULT_POLICY,
    ...change,
  };
}

/** The default rules, with changes on top. */
export function rulesWith(change: Partial<ProgramRules> = {}): ProgramRules {
  return { ...rulesOf(sixByFive()), ...change };
}

/** An enrollment described by what differs from a fresh one; days by name: `{ S1D1: { status: 2 } }`. */
export function enrollment(
  change: Partial<Omit<EnrollmentState, 'days'>> & { days?: Record<string, Partial<DayState>> } = {},
  rules: ProgramRules = rulesWith(),
): EnrollmentState {
  const { days = {}, ...rest } = change;
  const fresh = newEnrollment(rules);
  const known = fresh.days.map((day) => `S${day.session}D${day.day}`);
  const unknown = Object.keys(days).find((name) => !known.includes(name));
  if (unknown) throw new Error(`The program has no ${unknown}`);
  return {
    ...fresh,
    ...rest,
    days: fresh.days.map((day, index) => ({ ...day, ...days[known[index] ?? ''] })),
  };
}

export const COMPLETED: Partial<DayState> = { status: 2, attempts: 1 };
export const SENT_ONCE: Partial<DayState> = { status: 1, attempts: 1 };
export const USED_UP: Partial<DayState> = { status: 1, attempts: 2 };
export const REFUSED_ONCE: Partial<DayState> = { status: 0, attempts: 1, refusals: 1 };
export const UNDELIVERABLE: Partial<DayState> = { status: 0, attempts: 2, refusals: 2 };

/** A whole session completed: `completedSession(1)`. */
export function completedSession(session: number): Record<string, Partial<DayState>> {
  return Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`S${session}D${day}`, COMPLETED]));
}
