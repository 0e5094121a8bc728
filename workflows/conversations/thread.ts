import type { ConversationSnapshot, ConversationView } from './contract';
import type { TurnEvent } from '../../activities/conversations/turn-event';

/** What an update waits for: its turn, and what the turn came to. */
export interface Request {
  event: TurnEvent;
  answer: ConversationView | null;
  failure: Error | null;
  done: boolean;
}

/** A conversation while its workflow runs. */
export interface Thread extends ConversationSnapshot {
  requests: Request[];
  /** Turns of this run, for their keys. */
  turnsOfRun: number;
  /** The stage that lists of workflows show of this run. */
  shownStage: string | null;
}

/** Messages of late that are remembered; the database knows the earlier ones. */
const REMEMBERED = 200;

export function openThread(resumed: ConversationSnapshot | undefined): Thread {
  const snapshot = resumed ?? { view: null, inbox: [], starts: [], closes: [], seen: [] };
  return { ...snapshot, requests: [], turnsOfRun: 0, shownStage: null };
}

/** Takes a message in, once. */
export function receive(thread: Thread, message: Thread['inbox'][number]): void {
  if (thread.seen.includes(message.messageId)) return;
  thread.seen = [...thread.seen, message.messageId].slice(-REMEMBERED);
  thread.inbox.push(message);
}

export function snapshotOf({ view, inbox, starts, closes, seen }: Thread): ConversationSnapshot {
  return { view, inbox, starts, closes, seen };
}

/** Whether something happened that is not a timer. */
export function hasNews({ inbox, starts, requests, closes }: Thread): boolean {
  return inbox.length + starts.length + requests.length + closes.length > 0;
}
