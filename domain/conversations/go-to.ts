import { performStep } from './perform-step';
import type { Outcome } from './perform-step';
import type { Auto, Step, StepId, Target } from './steps';
import { RESUME } from './steps';
import type { TurnRun } from './turn-run';
import { change, finish, note, schedule, stopWaiting, waitFor } from './turn-run';

/** Enters a step, and every step it leads to at once, until one waits or the conversation ends. */
export function goTo(run: TurnRun, target: Target): void {
  let next: Target | null = target;
  while (next !== null) next = enter(run, next);
}

/** Leads what nobody expected to the scenario's fallback, which may lead back with `@resume`. */
export function goToFallback(run: TurnRun, reason: string): void {
  const { fallback } = run.machine.scenario;
  note(run, 'fallback', reason);
  stopWaiting(run);
  const { at } = run.state;
  // A step that is gone is no place to come back to.
  if (at !== null && at !== fallback) change(run, { resume: stepNamed(run, at) ? at : null });
  goTo(run, fallback);
}

function enter(run: TurnRun, target: Target): Target | null {
  const exceeded = limitExceeded(run);
  if (exceeded !== null) return stopAt(run, exceeded);
  const id = target === RESUME ? takeResume(run) : target;
  if (id === null) return null;
  run.steps += 1;
  change(run, { unanswered: run.state.unanswered + 1 });
  const step = stepNamed(run, id);
  if (!step) return missing(run, id);
  change(run, { at: id });
  note(run, 'entered', step.kind);
  return settle(run, step, performStep(run, step));
}

/** Each way back is taken once, and without one it is the start; a scenario that lost its way rests instead. */
function takeResume(run: TurnRun): StepId | null {
  if (run.lost) {
    waitFor(run, { for: 'nothing' });
    return null;
  }
  const { resume } = run.state;
  change(run, { resume: null });
  return resume ?? run.machine.scenario.start;
}

function stepNamed({ machine }: TurnRun, id: StepId): Step | undefined {
  return Object.hasOwn(machine.scenario.steps, id) ? machine.scenario.steps[id] : undefined;
}

/** Goes on, or stays with what there is to wait for; an auto-transition turns going on into a delay. */
function settle(run: TurnRun, step: Step, outcome: Outcome): Target | null {
  if (outcome.kind === 'over') return null;
  if (outcome.kind === 'too-long') return stopAt(run, 'total delay');
  const auto = 'auto' in step ? step.auto : undefined;
  if (auto) return delay(run, { auto, own: ownWay(step, outcome) }, outcome);
  if (outcome.kind === 'go') return outcome.next;
  waitFor(run, outcome.waiting);
  return null;
}

function delay(
  run: TurnRun,
  { auto, own }: { auto: Auto; own: Target | null },
  outcome: Extract<Outcome, { kind: 'go' | 'stay' }>,
): null {
  const next = auto.next ?? own;
  if (next === null) return stopAt(run, 'an automatic transition that leads nowhere');
  const timer = schedule(run, { after: auto.after, next, keep: auto.keep === true });
  if (!timer) return stopAt(run, 'total delay');
  const waiting = outcome.kind === 'stay' ? outcome.waiting : { for: 'delay' as const, next: own };
  const { timers = [] } = waiting;
  waitFor(run, {
    ...waiting,
    for: waiting.for === 'nothing' ? 'delay' : waiting.for,
    timers: [...timers, timer],
  });
  return null;
}

/** Where a step leads by itself. */
function ownWay(step: Step, outcome: Outcome): Target | null {
  if (outcome.kind === 'go') return outcome.next;
  return 'next' in step ? (step.next ?? null) : null;
}

function limitExceeded({ steps, state, machine, effort }: TurnRun): string | null {
  const { stepsPerTurn, stepsUnanswered } = machine.scenario.limits;
  if (effort.left < 0) return 'too much work in one turn';
  if (steps >= stepsPerTurn) return `${stepsPerTurn} steps in one turn`;
  return state.unanswered >= stepsUnanswered ? `${stepsUnanswered} steps without an answer` : null;
}

/** A published scenario misses no step; one that was edited behind its conversations may. */
function missing(run: TurnRun, id: StepId): Target | null {
  const { fallback } = run.machine.scenario;
  note(run, 'error', `there is no step ${id}`);
  run.lost = true;
  return id === fallback ? stopAt(run, 'a missing fallback') : fallback;
}

function stopAt(run: TurnRun, limit: string): null {
  note(run, 'limit', `stopped by ${limit}`);
  finish(run, 'stopped');
  return null;
}
