import type { SentItem, Turn } from './conversation';
import { goTo, goToFallback } from './go-to';
import type { AppointmentStep, CallStep, Target } from './steps';
import type { TurnRun } from './turn-run';
import { note, stopWaiting, textIn, waitingStep, writeVariable } from './turn-run';
import type { Value } from './values';
import { readPath } from './values';

type CallEvent = Extract<Turn['event'], { kind: 'call-answered' | 'call-failed' }>;

/** What the host was asked, and what came back: a status as HTTP has them, 0 for no answer. */
interface Answer {
  status: number;
  body: Value;
}

/** Somebody has the time, or it is none that is given. */
const TAKEN = 409;

/** The answer to a call, or to what an appointment step asked for. */
export function answerCall(run: TurnRun, event: CallEvent): void {
  const step = waitingStep(run, kindAt(run), event.call);
  if (!step) return;
  stopWaiting(run);
  const answer = event.kind === 'call-answered' ? event : { status: 0, body: null };
  saveAnswer(run, step, answer);
  if (answer.status < 200 || answer.status > 299) return leave(run, step, answer.status);
  if (step.kind === 'appointment') sayArranged(run, step, answer.body);
  goTo(run, step.next);
}

function kindAt({ state: { at }, machine }: TurnRun): 'appointment' | 'call' {
  const step = at === null ? undefined : machine.scenario.steps[at];
  return step?.kind === 'appointment' ? 'appointment' : 'call';
}

/** By the step's own way out, or to the fallback. */
function leave(run: TurnRun, step: CallStep | AppointmentStep, status: number): void {
  const what = step.kind === 'appointment' ? 'the appointment' : 'the call';
  const reason = status === 0 ? `${what} failed` : `${what} was answered with ${status}`;
  note(run, 'error', reason);
  const wayOut = wayOutOf(step, status);
  if (wayOut === undefined) goToFallback(run, reason);
  else goTo(run, wayOut);
}

function wayOutOf(step: CallStep | AppointmentStep, status: number): Target | undefined {
  return step.kind === 'appointment' && status === TAKEN ? (step.onTaken ?? step.onError) : step.onError;
}

function saveAnswer(run: TurnRun, step: CallStep | AppointmentStep, { status, body }: Answer): void {
  for (const [name, path] of Object.entries(step.save ?? {})) {
    writeVariable(run, name, readPath({ status, body }, path.split('.')) ?? null);
  }
}

/** The step's words, and the appointment as a file or where it is one. */
function sayArranged(run: TurnRun, step: AppointmentStep, body: Value): void {
  if (step.text === undefined) return;
  const items: SentItem[] = [{ kind: 'text', text: textIn(run, step.text) }, ...invitationIn(body)];
  run.effects.push({ kind: 'send', message: { items } });
}

function invitationIn(body: Value): SentItem[] {
  const media = readPath(body, ['invitation', 'media']);
  if (typeof media === 'string') return [{ kind: 'document', media }];
  const url = readPath(body, ['invitation', 'url']);
  return typeof url === 'string' ? [{ kind: 'text', text: url }] : [];
}
