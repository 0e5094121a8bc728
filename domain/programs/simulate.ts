import type { EpochMs } from '../time/moments';
import { addDays } from '../time/civil-date';
import type { WeightedBehaviour } from './behaviour';
import { drawBehaviours } from './behaviour';
import type { PlannedEvaluation, ProgramCalendar } from './calendar';
import { localDateAt, nextEvaluation } from './calendar';
import type { ProgramRules } from './definition';
import { rulesOf } from './definition';
import { seededRandom } from './seeded-random';
import { simulateContact } from './simulate-contact';
import type { SimulationResult } from './simulation-totals';
import { totalsOf } from './simulation-totals';

/** What to play: a program, who takes part, and from when. */
export interface SimulationInput {
  calendar: ProgramCalendar;
  contacts: number;
  mix: readonly WeightedBehaviour[];
  seed: number;
  /** Everybody is enrolled at this instant. */
  startsAt: EpochMs;
  /** How many local dates to play; until nothing more can happen when absent. */
  days?: number;
}

/** Plays a whole program with synthetic contacts on the production rules; the same input gives the same result. */
export function simulate(input: SimulationInput): SimulationResult {
  const rules = rulesOf(input.calendar.definition);
  const plan = planOf(input, rules);
  const behaviours = drawBehaviours(input.mix, input.contacts, seededRandom(input.seed));
  const traces = behaviours.map((behaviour, index) =>
    simulateContact({ number: index + 1, behaviour }, rules, plan),
  );
  return totalsOf(traces);
}

/** The evaluations of a simulation, in order. */
export function planOf(input: SimulationInput, rules: ProgramRules): PlannedEvaluation[] {
  const first = nextEvaluation(input.calendar, input.startsAt);
  const last =
    input.days === undefined ? null : addDays(localDateAt(input.calendar, first.dueAt), input.days - 1);
  const plan: PlannedEvaluation[] = [];
  let next = first;
  while (plan.length < longestJourney(rules) && (last === null || next.localDate <= last)) {
    plan.push(next);
    next = nextEvaluation(input.calendar, next.dueAt);
  }
  return plan;
}

/** Evaluations after which every contact has come to an end or can go no further. */
function longestJourney(rules: ProgramRules): number {
  const days = rules.shape.reduce((total, length) => total + length, 0);
  return days * (rules.maxAttemptsPerDay + rules.excludeAfterFailedRetries);
}
