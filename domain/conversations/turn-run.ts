import type { Evaluating } from './conditions';
import type {
  ConversationState,
  Effect,
  LogEntry,
  LogKind,
  Machine,
  Timer,
  Turn,
  TurnResult,
  Waiting,
} from './conversation';
import { durationMs } from './duration';
import type { Duration } from './duration';
import type { Effort } from './ports';
import { languagesOf } from './scenario';
import type { Text } from './scenario';
import type { Step, Target } from './steps';
import type { Rendering, Scope } from './substitute';
import { spendOnText, substitute } from './substitute';
import type { Value } from './values';
import { storable } from './values';

/** One turn while it is worked out: the state so far, and what is to be done. Lives no longer than the turn. */
export interface TurnRun {
  readonly machine: Machine;
  readonly turn: Turn;
  state: ConversationState;
  /** Steps entered in this turn. */
  steps: number;
  /** Whether a step led to one that does not exist. */
  lost: boolean;
  /** The work it may still take; without any left no further step is entered. */
  readonly effort: Effort;
  readonly effects: Effect[];
  readonly log: LogEntry[];
}

/** Some 20 ms of the slowest texts, patterns and expressions; an ordinary turn takes a hundredth of it. */
const TURN_EFFORT = 200_000;

/** A turn of which nothing is worked out yet. */
export function beginTurn(machine: Machine, state: ConversationState, turn: Turn): TurnRun {
  return { machine, turn, state, steps: 0, lost: false, effort: { left: TURN_EFFORT }, effects: [], log: [] };
}

/** What a turn that is worked out came to. */
export function resultOf({ state, effects, log }: TurnRun): TurnResult {
  return { state, effects, log };
}

/** Writes a line of the dialog's log about the step the conversation stands on; no words of the person. */
export function note(run: TurnRun, kind: LogKind, detail: string): void {
  run.log.push({ kind, step: run.state.at, detail });
}

/** Replaces parts of the state. */
export function change(run: TurnRun, changes: Partial<ConversationState>): void {
  run.state = { ...run.state, ...changes };
}

/** An id that no timer, call, agent or handoff of the conversation had before. */
export function nextId(run: TurnRun): string {
  const { sequence } = run.state;
  change(run, { sequence: sequence + 1 });
  return String(sequence);
}

/** Everything paths can name; variables cannot hide `language`, `contact` and `context`. */
export function scopeOf({ state, turn }: TurnRun): Scope {
  return {
    ...state.variables,
    language: state.language,
    contact: turn.contact,
    context: { ...turn.context, today: turn.today },
  };
}

/** What expressions and conditions are evaluated on. */
export function evaluatingOf(run: TurnRun): Evaluating {
  return {
    scope: scopeOf(run),
    ports: run.machine.ports,
    effort: run.effort,
    report: (problem) => note(run, 'error', problem),
  };
}

/** A text in the conversation's language, or else in the scenario's, with its variables in place. */
export function textIn(run: TurnRun, text: Text): string {
  const { scenario } = run.machine;
  const template = templateOf(run, text);
  const { text: rendered, cut } = substitute(template, renderingOf(run));
  spendOnText(run.effort, template);
  if (cut) note(run, 'cut', `a text was longer than ${scenario.limits.messageLength} characters`);
  return rendered;
}

/** What texts are filled in with. */
export function renderingOf(run: TurnRun): Rendering {
  const { messageLength } = run.machine.scenario.limits;
  return { scope: scopeOf(run), language: run.state.language, maxLength: messageLength };
}

function templateOf({ machine, state }: TurnRun, text: Text): string {
  if (typeof text === 'string') return text;
  const inLanguage = (language: string): string | undefined =>
    Object.hasOwn(text, language) ? text[language] : undefined;
  return inLanguage(state.language) ?? inLanguage(machine.scenario.language) ?? Object.values(text)[0] ?? '';
}

/** Keeps a value; the variable `language` is the conversation's own language. */
export function writeVariable(run: TurnRun, name: string, value: Value): void {
  if (name === 'language') {
    const known = languagesOf(run.machine.scenario).find((language) => language === value);
    return known === undefined
      ? note(run, 'error', 'the scenario does not speak that language')
      : change(run, { language: known });
  }
  const kept = storable(value);
  if (kept === null && value !== null) note(run, 'error', `${name} is too large to keep`);
  change(run, { variables: { ...run.state.variables, [name]: kept } });
}

/** A timer that leads somewhere after a delay, or null when the delays would exceed the scenario's limit. */
export function schedule(
  run: TurnRun,
  { after, next, keep = false }: { after: Duration; next: Target; keep?: boolean },
): Timer | null {
  const delay = durationMs(after);
  const delayed = run.state.delayed + delay;
  if (delayed > durationMs(run.machine.scenario.limits.totalDelay)) return null;
  change(run, { delayed });
  const timer = { id: nextId(run), at: run.turn.now + scaled(run, delay), next, keep };
  run.effects.push({ kind: 'schedule', timer: timer.id, at: timer.at });
  return timer;
}

/** A delay as long as it really takes, in whole milliseconds. */
function scaled({ machine }: TurnRun, delay: number): number {
  return Math.ceil(delay / (machine.scenario.timeScale ?? 1));
}

/** Stops what the conversation waits for; `fired` needs no cancelling. */
export function stopWaiting(run: TurnRun, fired?: Timer): void {
  cancelTimers(
    run,
    (run.state.waiting?.timers ?? []).filter((timer) => timer !== fired),
  );
  change(run, { waiting: null });
}

/** Has timers of the conversation stopped. */
export function cancelTimers(run: TurnRun, timers: readonly Timer[]): void {
  for (const timer of timers) run.effects.push({ kind: 'cancel', timer: timer.id });
}

/** Has the conversation stand still until what it waits for comes. */
export function waitFor(run: TurnRun, waiting: Partial<Waiting> & Pick<Waiting, 'for'>): void {
  change(run, { waiting: { id: null, tries: 0, next: null, timers: [], ...waiting } });
}

/** The conversation is over; the next message begins another. */
export function finish(run: TurnRun, outcome: string): void {
  stopWaiting(run);
  change(run, { status: 'ended', at: null, resume: null });
  run.effects.push({ kind: 'end', outcome });
}

/** The step that waits under this id, or undefined for what comes too late. */
export function waitingStep<K extends Step['kind']>(
  run: TurnRun,
  kind: K,
  id: string,
): Extract<Step, { kind: K }> | undefined {
  const { at, waiting } = run.state;
  const { steps } = run.machine.scenario;
  const step = at !== null && Object.hasOwn(steps, at) ? steps[at] : undefined;
  if (waiting?.id !== id || step?.kind !== kind) {
    note(run, 'ignored', `an answer to a ${kind} that nobody waits for`);
    return undefined;
  }
  return step as Extract<Step, { kind: K }>;
}
