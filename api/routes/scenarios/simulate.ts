import { setImmediate as breathe } from 'node:timers/promises';
import { newConversation, type ConversationState } from '../../../domain/conversations/conversation';
import {
  play,
  type Move,
  type Playback,
  type PlayedTurn,
  type Player,
} from '../../../domain/conversations/play';
import { turnLines } from '../../../domain/conversations/recording';
import type { EpochMs } from '../../../domain/time/moments';

/** Characters of lines one answer holds; a scenario of long texts in a chain can say more. */
const MOST_CHARACTERS = 1_000_000;

interface Request {
  player: Player;
  moves: readonly Move[];
  startsAt: EpochMs;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Plays moves with a scenario; nothing is sent, called or kept. Other requests are served between two moves. */
export async function simulate({ player, moves, startsAt, signal }: Request) {
  let playback: Playback = { state: newConversation(player.scenario), now: startsAt };
  let characters = 0;
  const turns = [];
  for (const move of moves) {
    if (characters > MOST_CHARACTERS || signal.aborted) break;
    const played = play(player, playback, move);
    if (played.kind === 'refused') {
      turns.push({ move, refused: played.reason, happened: [] });
    } else {
      playback = played.playback;
      const happened = played.turns.map(present);
      characters += happened.reduce((sum, { lines }) => sum + lines.join('').length, 0);
      turns.push({ move, refused: null, happened });
    }
    await breathe();
  }
  return { turns, complete: turns.length === moves.length, state: presentState(playback.state) };
}

function present(turn: PlayedTurn) {
  return { at: isoOf(turn.at), lines: turnLines(turn), log: turn.log };
}

function presentState({ status, at, language, variables, waiting }: ConversationState) {
  const timers = (waiting?.timers ?? []).map((timer) => ({ at: isoOf(timer.at), next: timer.next }));
  return { status, at, language, variables, waitingFor: waiting?.for ?? null, timers };
}

function isoOf(at: EpochMs): string {
  return new Date(at).toISOString();
}
