import { dateOfDayNumber } from '../time/civil-date';
import type { EpochMs } from '../time/moments';
import type {
  ConversationEvent,
  ConversationState,
  Effect,
  Facts,
  LogEntry,
  Machine,
  ReceivedMedia,
  Timer,
  Waiting,
} from './conversation';
import type { Duration } from './duration';
import { durationMs } from './duration';
import { takeTurn } from './take-turn';
import type { Value } from './values';

const DAY_MS = 86_400_000;
/** Timers one wait may fire; a scenario's own limits stop it long before. */
const MOST_TIMERS = 2000;

/** A conversation on a clock that only moves when it is told to; its dates are those of UTC. */
export interface Playback {
  state: ConversationState;
  now: EpochMs;
}

/** What is played: one thing the person, the backend, the agent or the clock does. */
export type Move =
  | { starts: Record<string, Value> }
  | { says: string }
  /** The id of a button or list row, and the words on it where they came too. */
  | { picks: string; says?: string }
  /** A file, and its caption. */
  | { sends: ReceivedMedia; says?: string }
  /** A duration, or `next`: until the next timer. */
  | { waits: Duration }
  | { answers: { status: number; body: Value } }
  | { callFails: string }
  | { agentFinds: Value }
  | { agentFails: string }
  | { returns: true }
  | { migrates: true };

export interface Player extends Machine {
  facts: Facts;
}

/** What one event led to, and when. */
export interface PlayedTurn {
  at: EpochMs;
  effects: Effect[];
  log: LogEntry[];
}

export type Played =
  | { kind: 'played'; playback: Playback; turns: PlayedTurn[] }
  /** There is nothing the move could refer to. */
  | { kind: 'refused'; reason: string };

/** Plays one move. */
export function play(player: Player, playback: Playback, move: Move): Played {
  if ('waits' in move) return wait(player, playback, move.waits);
  const event = eventOf(move, playback.state);
  if (typeof event === 'string') return { kind: 'refused', reason: event };
  return happen(player, playback, event);
}

/** The timer that fires next, or undefined. */
export function nextTimer({ waiting }: ConversationState): Timer | undefined {
  return waiting?.timers.toSorted((a, b) => a.at - b.at)[0];
}

type Acted = Exclude<Move, { waits: unknown }>;

function eventOf(move: Acted, state: ConversationState): ConversationEvent | string {
  if ('starts' in move) return { kind: 'started', variables: move.starts };
  if ('sends' in move) return { kind: 'message', media: move.sends, ...textOf(move) };
  if ('picks' in move) return { kind: 'message', choice: move.picks, ...textOf(move) };
  if ('says' in move) return { kind: 'message', text: move.says };
  return 'migrates' in move ? { kind: 'migrated' } : answerOf(move, state);
}

function textOf({ says }: { says?: string }): { text?: string } {
  return says === undefined ? {} : { text: says };
}

type Answering = Extract<
  Acted,
  | { answers: unknown }
  | { callFails: unknown }
  | { agentFinds: unknown }
  | { agentFails: unknown }
  | { returns: unknown }
>;

function answerOf(move: Answering, { waiting }: ConversationState): ConversationEvent | string {
  const id = (kind: Waiting['for']): string | null => (waiting?.for === kind ? waiting.id : null);
  if ('returns' in move) return returnEvent(id('person'));
  if ('answers' in move || 'callFails' in move) return callEvent(move, id('call'));
  return agentEvent(move, id('agent'));
}

function returnEvent(handoff: string | null): ConversationEvent | string {
  return handoff === null ? 'Nobody has taken over.' : { kind: 'handoff-returned', handoff };
}

function callEvent(
  move: Extract<Move, { answers: unknown } | { callFails: unknown }>,
  call: string | null,
): ConversationEvent | string {
  if (call === null) return 'No call is under way.';
  if ('answers' in move) return { kind: 'call-answered', call, ...move.answers };
  return { kind: 'call-failed', call, reason: move.callFails };
}

function agentEvent(
  move: Extract<Move, { agentFinds: unknown } | { agentFails: unknown }>,
  agent: string | null,
): ConversationEvent | string {
  if (agent === null) return 'No agent is at work.';
  if ('agentFinds' in move) return { kind: 'agent-done', agent, result: move.agentFinds };
  return { kind: 'agent-failed', agent, reason: move.agentFails };
}

function happen(
  { facts, ...machine }: Player,
  { state, now }: Playback,
  event: ConversationEvent,
): Extract<Played, { kind: 'played' }> {
  const today = dateOfDayNumber(Math.floor(now / DAY_MS));
  const { state: after, effects, log } = takeTurn(machine, state, { event, now, today, ...facts });
  return { kind: 'played', playback: { state: after, now }, turns: [{ at: now, effects, log }] };
}

function wait(player: Player, playback: Playback, length: Duration): Played {
  if (length !== 'next') return waitUntil(player, playback, playback.now + durationMs(length));
  const timer = nextTimer(playback.state);
  return timer ? fire(player, playback, timer) : { kind: 'refused', reason: 'No timer runs.' };
}

function waitUntil(player: Player, playback: Playback, until: EpochMs): Played {
  const turns: PlayedTurn[] = [];
  let current = playback;
  for (let timer = nextTimer(current.state); timer && timer.at <= until; timer = nextTimer(current.state)) {
    if (turns.length >= MOST_TIMERS) break;
    const fired = fire(player, current, timer);
    current = fired.playback;
    turns.push(...fired.turns);
  }
  return { kind: 'played', playback: { ...current, now: until }, turns };
}

function fire(player: Player, { state, now }: Playback, timer: Timer): Extract<Played, { kind: 'played' }> {
  return happen(player, { state, now: Math.max(now, timer.at) }, { kind: 'timer-fired', timer: timer.id });
}
