import type { ConversationState, LogEntry } from '../../domain/conversations/conversation';
import { newConversation } from '../../domain/conversations/conversation';
import type { Move, Playback, PlayedTurn, Player } from '../../domain/conversations/play';
import { nextTimer, play } from '../../domain/conversations/play';
import type { RecordedTurn } from '../../domain/conversations/recording';
import { turnLines } from '../../domain/conversations/recording';
import { writeDuration } from '../../domain/conversations/duration';
import { CHAT_HELP, readChatLine } from './chat-lines';

/** Where a chat is shown. */
export interface ChatScreen {
  turn(turn: PlayedTurn): void;
  note(text: string): void;
  /** Before the next line is read. */
  ready(): void;
}

export interface ChatInput {
  player: Player;
  startsAt: number;
  lines: AsyncIterable<string>;
  screen: ChatScreen;
}

export interface ChatResult {
  turns: RecordedTurn[];
  state: ConversationState;
}

/** Plays a scenario line by line until the input ends or says /quit. */
export async function chat({ player, startsAt, lines, screen }: ChatInput): Promise<ChatResult> {
  let playback: Playback = { state: newConversation(player.scenario), now: startsAt };
  const turns: RecordedTurn[] = [];
  const log: LogEntry[] = [];

  const make = (move: Move): void => {
    const played = play(player, playback, move);
    if (played.kind === 'refused') return screen.note(played.reason);
    playback = played.playback;
    turns.push({ move, expect: played.turns.flatMap(turnLines) });
    log.push(...played.turns.flatMap((turn) => turn.log));
    played.turns.forEach((turn) => screen.turn(turn));
    screen.note(hintFor(playback));
  };

  make({ starts: {} });
  screen.ready();
  for await (const line of lines) {
    const read = readChatLine(line);
    if (read.kind === 'quit') break;
    if (read.kind === 'move') make(read.move);
    else screen.note(noteFor(read, { playback, log }));
    screen.ready();
  }
  return { turns, state: playback.state };
}

type Asked = Exclude<ReturnType<typeof readChatLine>, { kind: 'move' | 'quit' }>;

function noteFor(read: Asked, { playback, log }: { playback: Playback; log: LogEntry[] }): string {
  switch (read.kind) {
    case 'state':
      return JSON.stringify(playback.state, null, 2);
    case 'log':
      return log.map(({ kind, step, detail }) => `${step ?? '–'}: ${kind}, ${detail}`).join('\n');
    case 'help':
      return CHAT_HELP;
    case 'unclear':
      return read.why;
    case 'nothing':
      return '';
  }
}

/** What the conversation waits for that no message brings. */
function hintFor({ state, now }: Playback): string {
  const timer = nextTimer(state);
  const clock = timer ? `${writeDuration(timer.at - now)} until it goes on by itself: /wait` : '';
  switch (state.waiting?.for) {
    case 'call':
      return `Waiting for the backend or the calendar: /answer 200 {…} or /fail. ${clock}`.trim();
    case 'agent':
      return `The agent is at work: talk to it, or /agent <what it found out>. ${clock}`.trim();
    case 'person':
      return `A person has taken over: /return hands back. ${clock}`.trim();
    case undefined:
      return 'The conversation is over; a message begins another, /quit leaves.';
    default:
      return clock;
  }
}
