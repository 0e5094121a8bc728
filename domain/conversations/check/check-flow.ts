import type { Scenario } from '../scenario';
import type { Step, StepId } from '../steps';
import { RESUME } from '../steps';
import type { Finding } from './finding';
import type { Pause, Way } from './ways';
import { graphOf, waysOf } from './ways';

/** Where a scenario's steps lead: what is missing, never reached, or goes round for ever. */
export function checkFlow(scenario: Scenario): Finding[] {
  const graph = graphOf(scenario);
  return [
    ...missingSteps(scenario),
    ...unreachableSteps(scenario, graph),
    ...Object.entries(scenario.steps).flatMap(([id, step]) => deadEnds(id, step)),
    ...loops(graph),
  ];
}

function missingSteps({ steps, start, fallback }: Scenario): Finding[] {
  const exists = (target: StepId): boolean => target === RESUME || Object.hasOwn(steps, target);
  const roots = [
    { name: 'start', target: start },
    { name: 'fallback', target: fallback },
  ].filter(({ target }) => !Object.hasOwn(steps, target));
  return [
    ...roots.map(({ name, target }) =>
      missing(null, `${name} names the step "${target}", which does not exist: name one that does.`),
    ),
    ...Object.entries(steps).flatMap(([id, step]) => {
      const targets = new Set(waysOf(step).map(({ target }) => target));
      return [...targets]
        .filter((target) => !exists(target))
        .map((target) =>
          missing(id, `leads to the step "${target}", which does not exist: add it or correct the name.`),
        );
    }),
  ];
}

function missing(step: StepId | null, message: string): Finding {
  return { severity: 'error', code: 'missing-step', step, message };
}

function unreachableSteps({ steps, start, fallback }: Scenario, graph: Map<StepId, Way[]>): Finding[] {
  const reached = new Set<StepId>();
  const open = [start, fallback];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(graph.get(id) ?? []).map(({ target }) => target));
  }
  return Object.keys(steps)
    .filter((id) => !reached.has(id))
    .map((id) => ({
      severity: 'warning',
      code: 'unreachable-step',
      step: id,
      message: 'no step leads here: lead to it, or delete it.',
    }));
}

function deadEnds(id: StepId, step: Step): Finding[] {
  if (step.kind !== 'message' || step.next !== undefined || step.auto?.next !== undefined) return [];
  const error = (message: string): Finding => ({ severity: 'error', code: 'dead-end', step: id, message });
  if (step.auto) return [error('its automatic transition leads nowhere: give auto or the step a next.')];
  const options = [...(step.buttons ?? []), ...(step.list?.rows ?? [])];
  if (options.length === 0) {
    const message =
      'nothing follows, so any answer goes to the fallback: give it a next, or make it an end step.';
    return [{ ...error(message), severity: 'warning' }];
  }
  return options
    .filter(({ next }) => next === undefined)
    .map((option) => error(`the option "${option.id}" leads nowhere: give it or the step a next.`));
}

function loops(graph: Map<StepId, Way[]>): Finding[] {
  const endless = findLoops(graph, ['none']).map((loop): Finding => ({
    severity: 'error',
    code: 'endless-loop',
    step: loop[0] ?? null,
    message: `goes round for ever without waiting (${path(loop)}): put an ask, a wait or an auto delay in between.`,
  }));
  const immediate = new Set(endless.map(({ step }) => step));
  const unanswered = findLoops(graph, ['none', 'itself'])
    .filter((loop) => !loop.some((id) => immediate.has(id)))
    .map((loop): Finding => ({
      severity: 'warning',
      code: 'unanswered-loop',
      step: loop[0] ?? null,
      message: `goes round without anybody answering (${path(loop)}) until a limit stops it: put an ask in between.`,
    }));
  return [...endless, ...unanswered];
}

function path(loop: readonly StepId[]): string {
  return [...loop, loop[0]].join(' → ');
}

/** A loop for each way that leads back, by a walk in depth; nothing is walked twice. */
function findLoops(graph: Map<StepId, Way[]>, pauses: readonly Pause[]): StepId[][] {
  const found: StepId[][] = [];
  const done = new Set<StepId>();
  const stack: { id: StepId; open: StepId[] }[] = [];
  const push = (id: StepId): void => {
    const ways = (graph.get(id) ?? []).filter(({ pause }) => pauses.includes(pause));
    stack.push({ id, open: [...new Set(ways.map(({ target }) => target))] });
  };
  for (const root of graph.keys()) {
    if (!done.has(root)) push(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.open.shift();
      if (next === undefined) done.add(stack.pop()?.id ?? '');
      else if (!done.has(next)) {
        const from = stack.findIndex(({ id }) => id === next);
        if (from === -1) push(next);
        else found.push(stack.slice(from).map(({ id }) => id));
      }
    }
  }
  return found;
}
