import type { ConversationState, Machine, Turn, TurnResult } from './conversation';
import { languageFor } from './conversation';
import { answerCall } from './answer-call';
import { goTo, goToFallback } from './go-to';
import { receiveMessage } from './receive-message';
import type { TurnRun } from './turn-run';
import { beginTurn, change, note, resultOf, stopWaiting, waitingStep, writeVariable } from './turn-run';
import type { Value } from './values';

/**
 * One event of a conversation: the state after it, what is to be done, and the log. Pure, never throws on what a
 * scenario, a person or a backend does, and always ends within the scenario's limits.
 */
export function takeTurn(machine: Machine, state: ConversationState, turn: Turn): TurnResult {
  const run = beginTurn(machine, state, turn);
  const { event } = turn;
  switch (event.kind) {
    case 'started':
      begin(run, event.variables ?? {});
      break;
    case 'message':
      if (state.status === 'running') receiveMessage(run, event);
      else begin(run, {});
      break;
    case 'timer-fired':
      fireTimer(run, event.timer);
      break;
    case 'call-answered':
    case 'call-failed':
      answerCall(run, event);
      break;
    case 'agent-done':
    case 'agent-failed':
      endAgent(run, event);
      break;
    case 'handoff-returned':
      endHandoff(run, event.handoff);
      break;
    case 'migrated':
      migrate(run);
      break;
  }
  return resultOf(run);
}

function begin(run: TurnRun, given: Record<string, Value>): void {
  const { scenario } = run.machine;
  stopWaiting(run);
  change(run, {
    status: 'running',
    at: null,
    resume: null,
    language: languageFor(scenario, run.turn),
    variables: { ...scenario.variables },
    unanswered: 0,
    delayed: 0,
  });
  for (const [name, value] of Object.entries(given)) {
    if (name === 'language' || Object.hasOwn(scenario.variables, name)) writeVariable(run, name, value);
    else note(run, 'ignored', 'a value for a variable the scenario does not have');
  }
  goTo(run, scenario.start);
}

function fireTimer(run: TurnRun, id: string): void {
  const timer = run.state.waiting?.timers.find((each) => each.id === id);
  // Cancelled while it was on its way.
  if (!timer) return note(run, 'ignored', 'a timer that was cancelled');
  stopWaiting(run, timer);
  goTo(run, timer.next);
}

type AgentEvent = Extract<Turn['event'], { kind: 'agent-done' | 'agent-failed' }>;

function endAgent(run: TurnRun, event: AgentEvent): void {
  const step = waitingStep(run, 'agent', event.agent);
  if (!step) return;
  stopWaiting(run);
  if (event.kind === 'agent-done') {
    if (step.save !== undefined) writeVariable(run, step.save, event.result);
    return goTo(run, step.next);
  }
  note(run, 'error', 'the agent failed');
  if (step.onError === undefined) goToFallback(run, 'the agent failed');
  else goTo(run, step.onError);
}

function endHandoff(run: TurnRun, id: string): void {
  const step = waitingStep(run, 'handoff', id);
  if (!step) return;
  stopWaiting(run);
  goTo(run, step.next);
}

/** A conversation whose step is gone in its new version goes to the fallback; every other stays where it is. */
function migrate(run: TurnRun): void {
  const { at, status } = run.state;
  const { steps, variables } = run.machine.scenario;
  if (status !== 'running' || at === null) return;
  change(run, { variables: { ...variables, ...run.state.variables } });
  if (!Object.hasOwn(steps, at)) goToFallback(run, `step ${at} is gone in this version`);
}
