import type { Scenario } from '../scenario';
import type { Auto, MessageStep, Step, StepId, Target } from '../steps';
import { RESUME } from '../steps';

/** What must happen before a way out of a step is taken: nothing, something that comes by itself, or a person. */
export type Pause = 'none' | 'itself' | 'person';

export interface Way {
  target: Target;
  pause: Pause;
}

/** Every way out of a step that its author wrote. */
export function waysOf(step: Step): Way[] {
  const auto = 'auto' in step ? step.auto : undefined;
  const delayed: Way[] = auto?.next === undefined ? [] : [{ target: auto.next, pause: 'itself' }];
  return [...ownWays(step, pauseOf(auto)), ...delayed];
}

/** When a step that would go on at once does: its delay leads there too, or only a message that cuts it short. */
function pauseOf(auto: Auto | undefined): Pause {
  if (auto === undefined) return 'none';
  return auto.next === undefined ? 'itself' : 'person';
}

function ownWays(step: Step, delayable: Pause): Way[] {
  switch (step.kind) {
    case 'message':
      return messageWays(step, delayable);
    case 'ask':
      return [
        ...ways('person', step.next, step.invalid.next, ...choiceTargets(step)),
        ...ways('itself', step.timeout?.next),
      ];
    case 'branch':
      return ways(delayable, ...step.conditions.map(({ next }) => next), step.else);
    case 'set':
    case 'goto':
    case 'enroll':
    case 'complete':
      return ways(delayable, step.next);
    case 'call':
      return ways('itself', step.next, step.onError);
    case 'appointment':
      return ways('itself', step.next, step.onTaken, step.onError);
    case 'wait':
      return [...ways('itself', step.next), ...ways('person', step.onMessage)];
    case 'agent':
      return [...ways('person', step.next, step.onError), ...ways('itself', step.timeout?.next)];
    case 'handoff':
      return [...ways('person', step.next), ...ways('itself', step.timeout?.next)];
    case 'end':
      return [];
  }
}

function messageWays({ buttons = [], list, next }: MessageStep, delayable: Pause): Way[] {
  const options = [...buttons, ...(list?.rows ?? [])];
  const own = options.length > 0 && delayable === 'none' ? 'person' : delayable;
  return [...ways('person', ...options.map((option) => option.next)), ...ways(own, next)];
}

function ways(pause: Pause, ...targets: (Target | undefined)[]): Way[] {
  return targets.filter((target) => target !== undefined).map((target) => ({ target, pause }));
}

function choiceTargets(step: Extract<Step, { kind: 'ask' }>): (Target | undefined)[] {
  return step.answer.kind === 'choice' ? step.answer.choices.map(({ next }) => next) : [];
}

/** Every way between two steps that exist, those by the fallback included. */
export function graphOf({ steps, start, fallback }: Scenario): Map<StepId, Way[]> {
  const mayReturn = Object.entries(steps).filter(([, step]) => mayFallBack(step) !== null);
  const returning = [...new Set([start, ...mayReturn.map(([id]) => id)])];
  const graph = new Map<StepId, Way[]>();
  for (const [id, step] of Object.entries(steps)) {
    const failure = mayFallBack(step);
    const all = [...waysOf(step), ...(failure === null ? [] : [{ target: fallback, pause: failure }])];
    const resolved = all.flatMap(({ target, pause }) =>
      target === RESUME ? returning.map((each) => ({ target: each, pause })) : [{ target, pause }],
    );
    graph.set(
      id,
      resolved.filter(({ target }) => Object.hasOwn(steps, target)),
    );
  }
  return graph;
}

function goesOnAtOnce({ buttons, list, auto, next }: MessageStep): boolean {
  return next !== undefined && !buttons && !list && !auto;
}

/** What leads a step to the fallback without its author writing so; null for a step that never gets there. */
function mayFallBack(step: Step): Pause | null {
  if (step.kind === 'call' || step.kind === 'appointment')
    return step.onError === undefined ? 'itself' : null;
  if (step.kind === 'message') return goesOnAtOnce(step) ? null : 'person';
  return step.kind === 'ask' || step.kind === 'agent' ? 'person' : null;
}
