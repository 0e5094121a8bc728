import type { ConversationState, LogEntry, Machine } from './conversation';
import { newConversation } from './conversation';
import type { Move, PlayedTurn, Playback } from './play';
import { play } from './play';
import { effectLine } from './transcript';
import type { Value } from './values';

export interface RecordedTurn {
  move: Move;
  /** What came of it, as `effectLine` writes it. */
  expect: string[];
}

/** A conversation as a test: what happened, what was said, and where it stood in the end. */
export interface Recording {
  description: string;
  /** An instant as ISO 8601; the clock of the recording begins there. */
  startsAt: string;
  contact: Record<string, Value>;
  context: Record<string, Value>;
  turns: RecordedTurn[];
  state: Pick<ConversationState, 'status' | 'at' | 'language' | 'variables'>;
}

export interface Replayed {
  /** What each move led to now; a move that is refused leads to a line that says so. */
  turns: string[][];
  log: LogEntry[];
  state: ConversationState;
}

/** Plays a recording's moves again. */
export function replay(machine: Machine, recording: Omit<Recording, 'state'>): Replayed {
  const player = { ...machine, facts: { contact: recording.contact, context: recording.context } };
  let playback: Playback = { state: newConversation(machine.scenario), now: Date.parse(recording.startsAt) };
  const log: LogEntry[] = [];
  const turns = recording.turns.map(({ move }) => {
    const played = play(player, playback, move);
    if (played.kind === 'refused') return [`(refused: ${played.reason})`];
    playback = played.playback;
    log.push(...played.turns.flatMap((turn) => turn.log));
    return played.turns.flatMap(turnLines);
  });
  return { turns, log, state: playback.state };
}

/** The part of a state that recordings keep. */
export function recordedState({ status, at, language, variables }: ConversationState): Recording['state'] {
  return { status, at, language, variables };
}

/** The effects of a turn as recordings keep them. */
export function turnLines({ at, effects }: PlayedTurn): string[] {
  return effects.map((effect) => effectLine(effect, at));
}
