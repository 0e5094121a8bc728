import { dayNumber } from '../time/civil-date';
import type { EpochMs, LocalDate } from '../time/moments';
import { answerDay, type Behaviour } from './behaviour';
import type { PlannedEvaluation } from './calendar';
import { decide } from './decide';
import type { ProgramRules } from './definition';
import type { Decision, EnrollmentState, EvaluationOutcome, Position, Stage } from './enrollment';
import { evolve, optOut } from './evolve';
import { newEnrollment } from './initial-state';
import { currentDay } from './position';
import { applyProgress } from './progress';

/** One attempt to send a day. */
export interface TracedSend extends Position {
  date: LocalDate;
  attempt: number;
}

/** How one contact went through a program. */
export interface ContactTrace {
  /** Counts from 1. */
  contact: number;
  behaviour: Behaviour;
  stage: Stage;
  reason: string | null;
  completedDays: number;
  /** The attempts the provider took. */
  sends: TracedSend[];
  /** The attempts the provider refused. */
  refused: TracedSend[];
  excludedOn: LocalDate | null;
  /** The day that is stuck because the provider refused every attempt. */
  undeliverable: Position | null;
}

/** A contact under way through its evaluations. */
interface Journey {
  state: EnrollmentState;
  trace: ContactTrace;
  /** The day number of the answer to the current message, once one is to come. */
  answersOn: number | null;
  answeredAt: EpochMs;
}

type SendDecision = Extract<Decision, { kind: 'send' }>;

/** Plays one contact over the planned evaluations, on the rules that production runs on. */
export function simulateContact(
  contact: { number: number; behaviour: Behaviour },
  rules: ProgramRules,
  plan: Iterable<PlannedEvaluation>,
): ContactTrace {
  const journey = startOf(contact, rules);
  let firstDay: number | null = null;
  for (const { dueAt, localDate } of plan) {
    const today = dayNumber(localDate);
    firstDay ??= today;
    const stopsOn = contact.behaviour.kind === 'stop' ? firstDay + contact.behaviour.onDay : null;
    journey.answeredAt = dueAt;
    answerUntil(journey, today - 1);
    if (stopsOn !== null && stopsOn < today) journey.state = optOut(journey.state);
    evaluate(journey, rules, { dueAt, localDate });
    answerUntil(journey, today);
    if (stopsOn === today) journey.state = optOut(journey.state);
    if (journey.state.stage !== 'active' || journey.trace.undeliverable) break;
  }
  return finished(journey);
}

function startOf(contact: { number: number; behaviour: Behaviour }, rules: ProgramRules): Journey {
  const trace: ContactTrace = {
    contact: contact.number,
    behaviour: contact.behaviour,
    stage: 'active',
    reason: null,
    completedDays: 0,
    sends: [],
    refused: [],
    excludedOn: null,
    undeliverable: null,
  };
  return { state: newEnrollment(rules), trace, answersOn: null, answeredAt: 0 };
}

function evaluate(journey: Journey, rules: ProgramRules, { dueAt, localDate }: PlannedEvaluation): void {
  const decision = decide(journey.state, rules, localDate);
  const { trace } = journey;
  const outcome = outcomeFor(decision, trace.behaviour);
  journey.state = evolve(journey.state, decision, { outcome, at: dueAt, localDate });
  if (decision.kind === 'exclude') trace.excludedOn = localDate;
  if (decision.kind === 'skip' && decision.reason === 'undeliverable') {
    const { session = 1, day = 1 } = decision;
    trace.undeliverable = { session, day };
  }
  if (decision.kind !== 'send') return;
  const { session, day, attempt } = decision;
  const list = outcome.kind === 'sent' ? trace.sends : trace.refused;
  list.push({ date: localDate, session, day, attempt });
  if (outcome.kind === 'sent') expectAnswer(journey, decision, dayNumber(localDate));
}

function outcomeFor(decision: Decision, behaviour: Behaviour): EvaluationOutcome {
  if (decision.kind !== 'send') return { kind: 'recorded' };
  return behaviour.kind === 'refuse-delivery'
    ? { kind: 'refused', result: 'refused by the simulation' }
    : { kind: 'sent', result: 'accepted by the simulation' };
}

/** Sets when the contact answers the message it has just got; an answer already on its way stays. */
function expectAnswer(journey: Journey, decision: SendDecision, today: number): void {
  journey.answersOn = answerDay(journey.trace.behaviour, decision.attempt, today) ?? journey.answersOn;
}

/** An answer completes the day that is sent and not completed, as a reply does. */
function answerUntil(journey: Journey, today: number): void {
  if (journey.answersOn === null || journey.answersOn > today) return;
  journey.answersOn = null;
  const current = currentDay(journey.state);
  if (current?.status !== 1) return;
  const { session, day } = current;
  journey.state = applyProgress(journey.state, { session, day, status: 2, at: journey.answeredAt }).state;
}

function finished({ state, trace }: Journey): ContactTrace {
  const completedDays = state.days.filter((day) => day.status === 2).length;
  return { ...trace, stage: state.stage, reason: state.reason, completedDays };
}
