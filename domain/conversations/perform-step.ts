import type { Waiting } from './conversation';
import { holds } from './conditions';
import { compute } from './compute';
import { prepareCall } from './prepare-call';
import { say, sayMessage, sayQuestion } from './say';
import type { Text } from './scenario';
import type {
  AgentStep,
  AppointmentStep,
  AskStep,
  BranchStep,
  HandoffStep,
  MessageStep,
  Step,
  Target,
  Timeout,
  WaitStep,
} from './steps';
import type { TurnRun } from './turn-run';
import { evaluatingOf, finish, nextId, note, schedule, textIn, writeVariable } from './turn-run';

/** What a step leaves behind: the way on, something to wait for, the end, or a limit it would exceed. */
export type Outcome =
  | { kind: 'go'; next: Target }
  | { kind: 'stay'; waiting: Partial<Waiting> & Pick<Waiting, 'for'> }
  | { kind: 'over' }
  | { kind: 'too-long' };

/** Does what a step does when it is entered. */
export function performStep(run: TurnRun, step: Step): Outcome {
  switch (step.kind) {
    case 'message':
      return performMessage(run, step);
    case 'ask':
      return performAsk(run, step);
    case 'branch':
      return performBranch(run, step);
    case 'set':
      for (const [name, assignment] of Object.entries(step.assign)) {
        writeVariable(run, name, compute(assignment, evaluatingOf(run), run.state.language));
      }
      return go(step.next);
    case 'call':
      return performCall(run, step);
    case 'appointment':
      return performAppointment(run, step);
    case 'goto':
      return go(step.next);
    case 'wait':
      return performWait(run, step);
    case 'agent':
      return performAgent(run, step);
    case 'handoff':
      return performHandoff(run, step);
    case 'enroll':
      run.effects.push({ kind: 'enroll', program: step.program });
      return go(step.next);
    case 'complete':
      run.effects.push({ kind: 'complete', session: step.session ?? null, day: step.day ?? null });
      return go(step.next);
    case 'end':
      say(run, step);
      finish(run, step.outcome ?? 'done');
      return { kind: 'over' };
  }
}

function go(next: Target): Outcome {
  return { kind: 'go', next };
}

function performMessage(run: TurnRun, step: MessageStep): Outcome {
  sayMessage(run, step);
  if (step.buttons ?? step.list) return { kind: 'stay', waiting: { for: 'choice', next: step.next ?? null } };
  return step.next === undefined ? { kind: 'stay', waiting: { for: 'nothing' } } : go(step.next);
}

function performAsk(run: TurnRun, step: AskStep): Outcome {
  sayQuestion(run, step);
  return stayUntil(run, { for: 'answer' }, step.timeout);
}

function performBranch(run: TurnRun, step: BranchStep): Outcome {
  const on = evaluatingOf(run);
  const index = step.conditions.findIndex((condition) => holds(condition.if, on));
  const next = step.conditions[index]?.next ?? step.else;
  note(run, 'condition', index === -1 ? `else: ${next}` : `condition ${index + 1}: ${next}`);
  return go(next);
}

function performCall(run: TurnRun, step: Extract<Step, { kind: 'call' }>): Outcome {
  const call = nextId(run);
  run.effects.push({ kind: 'call', call, request: prepareCall(run, step) });
  return { kind: 'stay', waiting: { for: 'call', id: call } };
}

/** Waits for it as for a call. */
function performAppointment(run: TurnRun, step: AppointmentStep): Outcome {
  const call = nextId(run);
  const filled = (text: Text | undefined) => (text === undefined ? null : textIn(run, text));
  const { day, at, minutes = null, about } = step;
  const request = { do: step.do, day: filled(day), at: filled(at), minutes, about: filled(about) };
  run.effects.push({ kind: 'call', call, request });
  return { kind: 'stay', waiting: { for: 'call', id: call } };
}

function performWait(run: TurnRun, step: WaitStep): Outcome {
  const timer = schedule(run, { after: step.for, next: step.next, keep: step.onMessage === undefined });
  if (!timer) return { kind: 'too-long' };
  return { kind: 'stay', waiting: { for: 'delay', next: step.onMessage ?? null, timers: [timer] } };
}

function performAgent(run: TurnRun, step: AgentStep): Outcome {
  const agent = nextId(run);
  const goal = textIn(run, step.goal);
  run.effects.push({ kind: 'agent', agent, goal, tools: step.tools ?? [], message: null });
  return stayUntil(run, { for: 'agent', id: agent }, step.timeout);
}

function performHandoff(run: TurnRun, step: HandoffStep): Outcome {
  say(run, step);
  const handoff = nextId(run);
  const summary = step.summary === undefined ? '' : textIn(run, step.summary);
  run.effects.push({ kind: 'handoff', handoff, team: step.team ?? null, summary });
  return stayUntil(run, { for: 'person', id: handoff }, step.timeout);
}

function stayUntil(
  run: TurnRun,
  waiting: Partial<Waiting> & Pick<Waiting, 'for'>,
  timeout: Timeout | undefined,
): Outcome {
  if (timeout === undefined) return { kind: 'stay', waiting };
  // The silence that a timeout ends is not a delay that a message could cut short.
  const timer = schedule(run, { ...timeout, keep: true });
  return timer ? { kind: 'stay', waiting: { ...waiting, timers: [timer] } } : { kind: 'too-long' };
}
