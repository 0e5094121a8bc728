import type { ConversationEvent, Waiting } from './conversation';
import { goTo, goToFallback } from './go-to';
import { findChoice, readAnswer } from './read-answer';
import { sayQuestion } from './say';
import type { AskStep, MessageStep, Step } from './steps';
import type { TurnRun } from './turn-run';
import {
  cancelTimers,
  change,
  note,
  schedule,
  stopWaiting,
  textIn,
  waitFor,
  writeVariable,
} from './turn-run';

type Message = Extract<ConversationEvent, { kind: 'message' }>;

/** A message of the person to a conversation that is under way. */
export function receiveMessage(run: TurnRun, message: Message): void {
  change(run, { unanswered: 0, delayed: 0 });
  const { at, waiting } = run.state;
  const { steps } = run.machine.scenario;
  const step = at !== null && Object.hasOwn(steps, at) ? steps[at] : undefined;
  if (!step || !waiting) return goToFallback(run, 'its step is gone');
  switch (waiting.for) {
    case 'answer':
      return step.kind === 'ask'
        ? receiveAnswer(run, step, message)
        : goToFallback(run, 'its step has changed');
    case 'choice':
      return receiveChoice(run, step, message);
    case 'delay':
      return interruptDelay(run, waiting);
    case 'call':
      return note(run, 'ignored', 'a message while a call is under way');
    case 'agent':
      return tellAgent(run, step, message);
    case 'person':
      return note(run, 'ignored', 'a message to the person who took over');
    case 'nothing':
      return goToFallback(run, 'no answer was expected');
  }
}

function receiveAnswer(run: TurnRun, step: AskStep, message: Message): void {
  const { patterns } = run.machine.ports;
  const reading = {
    language: run.state.language,
    today: run.turn.today,
    ...(patterns && { patterns }),
  };
  const answer = readAnswer(step.answer, message, reading);
  if (answer.kind === 'refused') return refuseAnswer(run, step, answer.reason);
  note(run, 'answer-accepted', step.answer.kind);
  stopWaiting(run);
  if (step.save !== undefined) writeVariable(run, step.save, answer.value);
  goTo(run, answer.next ?? step.next);
}

function refuseAnswer(run: TurnRun, step: AskStep, reason: string): void {
  const tries = (run.state.waiting?.tries ?? 0) + 1;
  note(run, 'answer-refused', `${reason}, ${tries} of ${step.invalid.tries}`);
  if (tries >= step.invalid.tries) {
    if (step.invalid.next === undefined) return goToFallback(run, 'too many wrong answers');
    stopWaiting(run);
    return goTo(run, step.invalid.next);
  }
  sayQuestion(run, step, step.invalid.text);
  restartTimeout(run, step, tries);
}

/** Somebody who tries is not silent: the timeout begins again, and an automatic transition is cancelled. */
function restartTimeout(run: TurnRun, step: AskStep, tries: number): void {
  const waiting = run.state.waiting;
  const kept = step.auto?.keep === true ? (waiting?.timers.slice(-1) ?? []) : [];
  cancelTimers(
    run,
    (waiting?.timers ?? []).filter((timer) => !kept.includes(timer)),
  );
  const again = step.timeout && schedule(run, { ...step.timeout, keep: true });
  waitFor(run, { for: 'answer', tries, timers: [...(again ? [again] : []), ...kept] });
}

function receiveChoice(run: TurnRun, step: Step, message: Message): void {
  const found = step.kind === 'message' ? findChoice(optionsOf(step), message) : undefined;
  const next = found && (found.next ?? run.state.waiting?.next);
  if (found && next) {
    note(run, 'answer-accepted', `option ${found.id}`);
    stopWaiting(run);
    return goTo(run, next);
  }
  if (run.state.waiting?.timers.some(({ keep }) => keep)) {
    return note(run, 'ignored', 'a message during a delay that is kept');
  }
  goToFallback(run, found ? 'the option leads nowhere' : 'not one of the options');
}

function optionsOf({ buttons = [], list }: MessageStep): NonNullable<MessageStep['buttons']> {
  return [...buttons, ...(list?.rows ?? [])];
}

function interruptDelay(run: TurnRun, waiting: Waiting): void {
  if (waiting.timers.some(({ keep }) => keep)) {
    return note(run, 'ignored', 'a message during a delay that is kept');
  }
  if (waiting.next === null) return goToFallback(run, 'a message cancelled the delay');
  stopWaiting(run);
  goTo(run, waiting.next);
}

function tellAgent(run: TurnRun, step: Step, message: Message): void {
  const agent = run.state.waiting?.id;
  if (step.kind !== 'agent' || agent === null || agent === undefined) {
    return goToFallback(run, 'its step has changed');
  }
  run.effects.push({
    kind: 'agent',
    agent,
    goal: textIn(run, step.goal),
    tools: step.tools ?? [],
    message: message.text ?? '',
  });
}
