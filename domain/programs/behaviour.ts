import type { SeededRandom } from './seeded-random';
import { nextRandom } from './seeded-random';

/** How a synthetic contact takes a program. */
export type Behaviour =
  /** Answers each message on the day it comes. */
  | { kind: 'always-answer' }
  | { kind: 'never-answer' }
  /** Answers so many days after a day's first message, or on the day of its retry. */
  | { kind: 'late'; after: number | 'retry' }
  /** The provider refuses every message to it. */
  | { kind: 'refuse-delivery' }
  /** Answers, and asks for no more messages so many days after its enrollment. */
  | { kind: 'stop'; onDay: number };

export interface WeightedBehaviour {
  /** Its share of the contacts, in proportion to the other weights. */
  weight: number;
  behaviour: Behaviour;
}

/** Who behaves how: a mix for contacts at large, and rules for known numbers, the first match first. */
export interface Behaviours {
  mix: WeightedBehaviour[];
  numbers: { startsWith: string; behaviour: Behaviour }[];
}

/** One behaviour for each of so many contacts, drawn by weight. */
export function drawBehaviours(
  mix: readonly WeightedBehaviour[],
  contacts: number,
  random: SeededRandom,
): Behaviour[] {
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  let place = random;
  return Array.from({ length: contacts }, () => {
    const drawn = nextRandom(place);
    place = drawn.random;
    return atWeight(mix, drawn.value * total);
  });
}

/** How a known number behaves, or null when no rule names it. Only digits count: `+57 300 …` matches `57300`. */
export function behaviourOfNumber(behaviours: Behaviours, number: string): Behaviour | null {
  const digits = number.replace(/\D/g, '');
  return (
    behaviours.numbers.find((rule) => digits.startsWith(rule.startsWith.replace(/\D/g, '')))?.behaviour ??
    null
  );
}

/** A behaviour in a few words, as reports group by it. */
export function behaviourName(behaviour: Behaviour): string {
  if (behaviour.kind === 'late') {
    const { after } = behaviour;
    return `late, after ${after === 'retry' ? 'the retry' : after === 1 ? '1 day' : `${after} days`}`;
  }
  return behaviour.kind === 'stop' ? `stop, on day ${behaviour.onDay}` : behaviour.kind;
}

/** The day number on which a contact answers the message it gets on `today`; null when that message moves nothing. */
export function answerDay(behaviour: Behaviour, attempt: number, today: number): number | null {
  if (behaviour.kind === 'always-answer' || behaviour.kind === 'stop') return today;
  if (behaviour.kind !== 'late') return null;
  if (behaviour.after === 'retry') return attempt > 1 ? today : null;
  return attempt === 1 ? today + behaviour.after : null;
}

function atWeight(mix: readonly WeightedBehaviour[], point: number): Behaviour {
  let passed = 0;
  for (const { weight, behaviour } of mix) {
    passed += weight;
    if (point < passed) return behaviour;
  }
  const last = mix.at(-1);
  if (!last) throw new Error('A mix needs at least one behaviour');
  return last.behaviour;
}
