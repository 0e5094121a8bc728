import type { EpochMs } from '../../domain/time/moments';
import type { ConversationView, StartRequest } from '../../workflows/conversations/contract';

/** What a turn answers, in ids. */
export type TurnEvent =
  /** Messages that came together, oldest first. */
  | { kind: 'messages'; messageIds: string[] }
  | { kind: 'start'; start: StartRequest }
  | { kind: 'timer'; timer: string }
  | { kind: 'hand-off'; until: EpochMs | null; reason: string | null }
  /** A person gives the conversation back, or its deadline passed. */
  | { kind: 'return' }
  | { kind: 'migrate'; version: number }
  | { kind: 'close'; reason: string }
  /** Nothing happened: only where it stands is asked. */
  | { kind: 'look' };

export interface TurnInput {
  v: 1;
  accountId: string;
  dialogId: string;
  /** Of this turn alone; a retry of the activity has the same one. */
  key: string;
  event: TurnEvent;
}

/** What a turn came to. */
export interface TurnTaken {
  /** Null when the dialog was deleted. */
  view: ConversationView | null;
  /** Messages that wait for the answer of a call; they belong to the next turn. */
  left: string[];
}

/** One call of a backend that a step asked for. */
export interface CallInput {
  v: 1;
  accountId: string;
  dialogId: string;
  key: string;
  call: string;
}
