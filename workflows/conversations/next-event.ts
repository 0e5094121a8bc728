import { condition, sleep } from '@temporalio/workflow';
import type { TurnEvent } from '../../activities/conversations/turn-event';
import { BURST_QUIET_MS, LONGEST_BURST_MS } from '../../domain/agent/turn-limits';
import type { EpochMs } from '../../domain/time/moments';
import type { ConversationView, ReceivedMessage } from './contract';
import { hasNews, isTakenOver, messagesFirst, takeMessages, type Request, type Thread } from './thread';

/** What a turn answers, with the messages that it takes. */
export interface Happening {
  event: TurnEvent;
  messages: ReceivedMessage[];
}

/** What the next turn answers, with the update that waits for it. */
export interface Next extends Happening {
  request: Request | null;
}

/** With nothing to wait for, a conversation is left after this; the next message begins a new run of it. */
const IDLE_MS = 10 * 60_000;

/** What there is to answer now; null while there is nothing. */
export function nextEvent(thread: Thread): Next | null {
  return hasNews(thread) ? takeNews(thread) : dueEvent(thread);
}

/** Whether nobody wrote or asked for long enough, and nothing is to happen by itself. */
export function isOver(thread: Thread, quietSince: EpochMs): boolean {
  return !hasNews(thread) && deadlineOf(thread) === null && Date.now() >= quietSince + IDLE_MS;
}

/**
 * Waits until something may have come. The timer of an idle conversation is left to run over many turns, and asked
 * again when it fires: to set and cancel one for each would be half of what a turn writes into the history.
 */
export function somethingComes(thread: Thread, quietSince: EpochMs): Promise<unknown> {
  const deadline = deadlineOf(thread);
  if (deadline === 'never') return condition(() => hasNews(thread));
  if (deadline === null) {
    if (!thread.idleTimerRuns) startIdleTimer(thread, quietSince + IDLE_MS - Date.now());
    return condition(() => hasNews(thread) || !thread.idleTimerRuns);
  }
  const { at, summary } = deadline;
  return condition(() => hasNews(thread), Math.max(1, at - Date.now()), { summary });
}

function startIdleTimer(thread: Thread, ms: number): void {
  thread.idleTimerRuns = true;
  const fired = (): void => {
    thread.idleTimerRuns = false;
  };
  void sleep(ms, { summary: 'nobody writes' }).then(fired, fired);
}

function takeNews(thread: Thread): Next {
  const messages = takeMessages(thread);
  if (messages.length > 0) return { ...messagesEvent(messages), request: null };
  const first = thread.news.shift();
  if (first?.kind === 'request') return { ...nextOf(first.request.event), request: first.request };
  if (first?.kind === 'close') return nextOf({ kind: 'close', reason: first.reason });
  if (first?.kind === 'start') return nextOf({ kind: 'start', start: first.start });
  throw new Error('There is no news to take');
}

/** The timer or deadline that has passed; a timer waits while a person silences the bot. */
function dueEvent({ view }: Thread): Next | null {
  if (!view) return null;
  const now = Date.now();
  if (isSilenced(view)) {
    const until = view.handoff?.until ?? null;
    return until !== null && until <= now ? nextOf({ kind: 'return' }) : null;
  }
  const [timer] = view.timers.toSorted((a, b) => a.at - b.at);
  return timer && timer.at <= now ? nextOf({ kind: 'timer', timer: timer.id }) : null;
}

/** A person has it, and the bot says nothing until it is given back. */
function isSilenced({ handoff }: ConversationView): boolean {
  return handoff !== null && handoff.by !== 'scenario';
}

type Deadline = { at: number; summary: string } | 'never' | null;

function deadlineOf({ view }: Thread): Deadline {
  if (!view) return null;
  if (isSilenced(view)) {
    const until = view.handoff?.until ?? null;
    return until === null ? 'never' : { at: until, summary: 'a person has taken over' };
  }
  const [timer] = view.timers.toSorted((a, b) => a.at - b.at);
  if (timer) return { at: timer.at, summary: `at ${view.step ?? 'the end'}` };
  return view.handoff ? 'never' : null;
}

export function messagesEvent(messages: ReceivedMessage[]): Happening {
  const messageIds = messages.map(({ messageId }) => messageId);
  return { event: { kind: 'messages', messageIds }, messages };
}

/**
 * Lets a contact who writes in bits come to an end, which is counted from the latest message and not from its turn;
 * whether more messages came meanwhile.
 */
export async function moreCame(thread: Thread): Promise<boolean> {
  const latest = Date.now() + LONGEST_BURST_MS;
  const leftMs = () => Math.min(thread.messageAt + BURST_QUIET_MS, latest) - Date.now();
  while (leftMs() > 0 && !isTakenOver(thread)) {
    const known = messagesFirst(thread);
    const stirs = () => isTakenOver(thread) || messagesFirst(thread) > known;
    await condition(stirs, leftMs(), { summary: 'more messages may follow' });
  }
  return messagesFirst(thread) > 0;
}

function nextOf(event: TurnEvent): Next {
  return { event, messages: [], request: null };
}
