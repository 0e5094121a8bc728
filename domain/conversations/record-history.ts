import type { EpochMs } from '../time/moments';
import type { ConversationState, Facts, Machine, ReceivedMedia } from './conversation';
import { newConversation } from './conversation';
import { writeDuration } from './duration';
import type { Move, Playback, Player } from './play';
import { nextTimer, play } from './play';
import type { Recording, RecordedTurn } from './recording';
import { recordedState, turnLines } from './recording';
import type { Value } from './values';

const DAY_S = 86_400;

/** One thing that happened to a conversation, as its transcript has it. */
export type Happened = { at: EpochMs } & (
  | { kind: 'started' }
  | { kind: 'message'; text: string; choice: string | null; media: ReceivedMedia | null }
  | { kind: 'timer' }
  | { kind: 'call-answered'; status: number; body: Value }
  | { kind: 'call-failed'; reason: string }
  | { kind: 'agent-done'; result: Value }
  | { kind: 'agent-failed'; reason: string }
  | { kind: 'returned' }
  | { kind: 'migrated' }
);

export interface History extends Facts {
  description: string;
  /** Oldest first. */
  happened: readonly Happened[];
}

/**
 * A conversation that took place, as a recording: its events played again, each at its time, on the scenario as
 * it is given. What the scenario never heard of must not be among them.
 */
export function recordHistory(
  machine: Machine,
  { description, happened, contact, context }: History,
): Recording {
  const startsAt = Math.floor((happened[0]?.at ?? 0) / 1000) * 1000;
  const player: Player = { ...machine, facts: { contact, context } };
  const tape: Tape = {
    player,
    playback: { state: newConversation(machine.scenario), now: startsAt },
    turns: [],
  };
  for (const event of happened) recordEvent(tape, event);
  return {
    description,
    startsAt: new Date(startsAt).toISOString(),
    contact,
    context,
    turns: tape.turns,
    state: recordedState(tape.playback.state),
  };
}

interface Tape {
  readonly player: Player;
  playback: Playback;
  readonly turns: RecordedTurn[];
}

function recordEvent(tape: Tape, event: Happened): void {
  if (event.kind === 'timer') return recordTimer(tape, event.at);
  const move = moveOf(event, tape.playback.state);
  if (!move) return;
  waitUntil(tape, event.at);
  record(tape, move);
}

/**
 * A timer fires when it is due; one that was cancelled while it was on its way has no effect, then or now. Times
 * of the recording are never later than those that were, since it counts whole seconds.
 */
function recordTimer(tape: Tape, at: EpochMs): void {
  const timer = nextTimer(tape.playback.state);
  if (timer && timer.at <= at) record(tape, { waits: 'next' });
}

/** Lets whole seconds pass up to an instant, but no timer: one that fired has an event of its own. */
function waitUntil(tape: Tape, at: EpochMs): void {
  const { now, state } = tape.playback;
  const due = nextTimer(state)?.at ?? Number.POSITIVE_INFINITY;
  const seconds = Math.max(0, Math.floor((Math.min(at, due - 1) - now) / 1000));
  for (const move of waitsOf(seconds)) record(tape, move);
}

/** A time as waits: the days apart, since a duration's number has at most six digits. */
function waitsOf(seconds: number): Move[] {
  const rest = seconds % DAY_S;
  return [seconds - rest, rest]
    .filter((part) => part > 0)
    .map((part) => ({ waits: writeDuration(part * 1000) }));
}

/** Null for what there is nothing to play on. */
function moveOf(event: Exclude<Happened, { kind: 'timer' }>, state: ConversationState): Move | null {
  switch (event.kind) {
    case 'started':
      return { starts: {} };
    case 'message':
      return messageMove(event);
    case 'call-answered':
    case 'call-failed':
      return state.waiting?.for === 'call' ? callMove(event) : null;
    case 'agent-done':
      return state.waiting?.for === 'agent' ? { agentFinds: event.result } : null;
    case 'agent-failed':
      return state.waiting?.for === 'agent' ? { agentFails: event.reason } : null;
    case 'returned':
      // An operator's own handoff is none of the scenario's.
      return state.waiting?.for === 'person' ? { returns: true } : null;
    case 'migrated':
      return { migrates: true };
  }
}

function messageMove({ text, choice, media }: Extract<Happened, { kind: 'message' }>): Move {
  const words = text === '' ? {} : { says: text };
  if (choice !== null) return { picks: choice, ...words };
  return media ? { sends: media, ...words } : { says: text };
}

function callMove(event: Extract<Happened, { kind: 'call-answered' | 'call-failed' }>): Move {
  if (event.kind === 'call-failed') return { callFails: event.reason };
  return { answers: { status: event.status, body: event.body } };
}

/** Plays a move and writes it down. */
function record(tape: Tape, move: Move): void {
  const played = play(tape.player, tape.playback, move);
  if (played.kind === 'refused') throw new Error(`A recorded move cannot be played: ${played.reason}`);
  tape.playback = played.playback;
  tape.turns.push({ move, expect: played.turns.flatMap(turnLines) });
}
