import fc from 'fast-check';
import type { ProgramRules } from '../../../../domain/programs/definition';
import { comparePositions, isOpen } from '../../../../domain/programs/position';
import type { History } from '../../../support/programs/histories';
import { anyRules, happenings, play } from '../../../support/programs/histories';

const RUNS = 2500;

/** Holds after every sequence of evaluations, clock jumps, reports, refusals, pauses and retries. */
function always(holds: (history: History, rules: ProgramRules) => void): void {
  fc.assert(
    fc.property(anyRules, happenings, (rules, events) => holds(play(rules, events), rules)),
    { numRuns: RUNS },
  );
}

test('the provider is never asked more often for a day than the policy allows, a retry by an operator aside', () => {
  always(({ attempts }, rules) => {
    for (const count of attempts.values()) expect(count).toBeLessThanOrEqual(rules.maxAttemptsPerDay);
  });
});

test('no two messages have the same local date, whatever the clock does', () => {
  always(({ delivered }) => {
    expect(new Set(delivered.map(({ date }) => date)).size).toBe(delivered.length);
  });
});

test('nothing is sent to an enrollment that is not active', () => {
  always(({ decisions }) => {
    for (const { before, decision } of decisions) {
      if (before.stage !== 'active')
        expect(decision).toEqual({ kind: 'skip', reason: 'enrollment is not active' });
    }
  });
});

test('exclusion is for ever', () => {
  always(({ decisions, state }) => {
    if (decisions.some(({ before }) => before.stage === 'excluded')) expect(state.stage).toBe('excluded');
  });
});

test('a day goes out only when every earlier one is completed or was left behind', () => {
  always(({ decisions }) => {
    for (const { before, decision } of decisions) {
      if (decision.kind !== 'send') continue;
      const earlier = before.days.filter((day) => isOpen(day) && comparePositions(day, decision) < 0);
      expect(earlier.length).toBeLessThanOrEqual(decision.advanced ? 1 : 0);
    }
  });
});

test('no attempt number is used twice for a day, so no two sends share a key', () => {
  always(({ decisions }) => {
    let last = new Map<string, number>();
    for (const { before, decision } of decisions) {
      if (decision.kind !== 'send') continue;
      const key = `${decision.session}.${decision.day}`;
      const day = before.days.find((item) => item.session === decision.session && item.day === decision.day);
      expect(decision.attempt).toBeGreaterThan(day?.attempts ?? 0);
      expect(decision.attempt).toBeGreaterThanOrEqual(last.get(key) ?? 0);
      last = new Map(last).set(key, decision.attempt);
    }
  });
});

test('an active enrollment always has a current day, a completed one never', () => {
  always(({ state }) => {
    if (state.stage === 'active') expect(state.days.some(isOpen)).toBe(true);
    if (state.stage === 'completed') expect(state.days.some(isOpen)).toBe(false);
  });
});
