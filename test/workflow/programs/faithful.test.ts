import { luxonZoneClock } from '../../../activities/zone-clock';
import { runFaithful } from '../../../cli/programs/run-faithful';
import type { WeightedBehaviour } from '../../../domain/programs/behaviour';
import { compareTraces } from '../../../domain/programs/compare-traces';
import { simulate } from '../../../domain/programs/simulate';
import { smallProgram } from '../../support/programs/small-program';

const mix: WeightedBehaviour[] = [
  { weight: 3, behaviour: { kind: 'always-answer' } },
  { weight: 3, behaviour: { kind: 'never-answer' } },
  { weight: 2, behaviour: { kind: 'late', after: 1 } },
  { weight: 2, behaviour: { kind: 'late', after: 'retry' } },
  { weight: 2, behaviour: { kind: 'refuse-delivery' } },
  { weight: 2, behaviour: { kind: 'stop', onDay: 2 } },
];

describe('a faithful simulation', () => {
  it('plays twelve contacts through the workflows exactly as the rules do', async () => {
    const startsAt = Date.now();
    const calendar = { definition: smallProgram(), clock: luxonZoneClock, anchor: startsAt };
    const input = { calendar, contacts: 12, mix, seed: 5, startsAt };
    const byRules = simulate(input);
    expect(new Set(byRules.traces.map((trace) => trace.behaviour.kind)).size).toBeGreaterThanOrEqual(4);

    const byWorkflows = await runFaithful({ ...input, played: byRules.traces });

    expect(byWorkflows).toHaveLength(12);
    expect(compareTraces(byRules.traces, byWorkflows)).toEqual([]);
  });
});
