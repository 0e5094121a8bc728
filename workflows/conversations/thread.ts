import type { ConversationSnapshot, ConversationView, News, ReceivedMessage } from './contract';
import type { TurnEvent } from '../../activities/conversations/turn-event';
import type { EpochMs } from '../../domain/time/moments';

/** What an update waits for: its turn, and what the turn came to. */
export interface Request {
  event: TurnEvent;
  answer: ConversationView | null;
  failure: Error | null;
  done: boolean;
}

/** A conversation while its workflow runs. */
export interface Thread extends Omit<ConversationSnapshot, 'news'> {
  /** What waits for its turn, as it came; the updates among it end with the run. */
  news: (News | { kind: 'request'; request: Request })[];
  /** Turns of this run, for their keys. */
  turnsOfRun: number;
  /** The stage that lists of workflows show of this run. */
  shownStage: string | null;
  /** The timer that ends an idle run; it is left to run over many turns. */
  idleTimerRuns: boolean;
  /** When the latest message came. */
  messageAt: EpochMs;
}

/** Messages of late that are remembered; the database knows the earlier ones. */
const REMEMBERED = 200;

export function openThread(resumed: ConversationSnapshot | undefined): Thread {
  const snapshot = resumed ?? { view: null, news: [], seen: [] };
  return { ...snapshot, turnsOfRun: 0, shownStage: null, idleTimerRuns: false, messageAt: Date.now() };
}

/** Takes a message in, once; one that is to be taken again unless it waits already. */
export function receive(thread: Thread, message: ReceivedMessage): void {
  if (message.again ? waits(thread, message) : thread.seen.includes(message.messageId)) return;
  thread.seen = [...thread.seen, message.messageId].slice(-REMEMBERED);
  thread.messageAt = Date.now();
  thread.news.push({ kind: 'message', message });
}

function waits({ news }: Thread, { messageId }: ReceivedMessage): boolean {
  return news.some((each) => each.kind === 'message' && each.message.messageId === messageId);
}

/** Has messages wait for their turn again, before all others. */
export function putBack(thread: Thread, messages: readonly ReceivedMessage[]): void {
  thread.news.unshift(...messages.map((message) => ({ kind: 'message' as const, message })));
}

/** How many messages wait that nothing else came between. */
export function messagesFirst({ news }: Thread): number {
  const other = news.findIndex(({ kind }) => kind !== 'message');
  return other === -1 ? news.length : other;
}

/** These messages, taken out. */
export function takeMessages(thread: Thread): ReceivedMessage[] {
  const taken = thread.news.splice(0, messagesFirst(thread));
  return taken.flatMap((each) => (each.kind === 'message' ? [each.message] : []));
}

export function requestsOf({ news }: Thread): Request[] {
  return news.flatMap((each) => (each.kind === 'request' ? [each.request] : []));
}

export function snapshotOf({ view, news, seen }: Thread): ConversationSnapshot {
  return { view, news: news.filter((each) => each.kind !== 'request'), seen };
}

/** Whether somebody waits who has the agent fall silent: a person who takes over, or a contact who opted out. */
export function isTakenOver({ news }: Thread): boolean {
  return news.some(
    (each) => each.kind === 'close' || (each.kind === 'request' && each.request.event.kind === 'hand-off'),
  );
}

/** Whether something happened that is not a timer. */
export function hasNews({ news }: Thread): boolean {
  return news.length > 0;
}
