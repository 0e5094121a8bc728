import {
  allHandlersFinished,
  condition,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { ConversationsActivities } from '../../activities/conversations.activities';
import type { TurnEvent, TurnTaken } from '../../activities/conversations/turn-event';
import { continueAsNewOnCurrentRelease, newRunSuggested } from '../next-run';
import { takeAgentTurn } from './agent-turn';
import {
  conversationClosed,
  conversationStarted,
  getConversation,
  messageReceived,
  type ConversationInput,
  type ConversationResult,
  type ReceivedMessage,
} from './contract';
import {
  isOver,
  messagesEvent,
  moreCame,
  nextEvent,
  somethingComes,
  type Happening,
  type Next,
} from './next-event';
import { acceptPeople } from './people-updates';
import { showConversation, turnSummary } from './readable';
import {
  hasNews,
  openThread,
  putBack,
  receive,
  requestsOf,
  snapshotOf,
  takeMessages,
  type Thread,
} from './thread';
import { performCall, performTurn } from './turn-activities';

const { fetchFiles } = proxyActivities<ConversationsActivities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '10 seconds',
  // After that the message is answered without its file.
  scheduleToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Turns after which a run is left for a new one, however short its history is. */
const MOST_TURNS = 200;

/**
 * One contact talking with one bot: takes what happens in order, one turn at a time, and keeps the timers of
 * the step it stands on. What is said stays in Postgres; here are ids, times and the names of steps.
 */
export async function conversationWorkflow(input: ConversationInput): Promise<ConversationResult> {
  const thread = openThread(input.resumed);
  acceptSignals(thread);
  acceptPeople(thread);
  // A run that begins with no news, such as by an update, has to know where the conversation stands.
  if (thread.view === null && !hasNews(thread)) note(thread, [], await take(input, thread, { kind: 'look' }));

  let quietSince = Date.now();
  while (!isOver(thread, quietSince)) {
    const next = nextEvent(thread);
    if (next === null) {
      await somethingComes(thread, quietSince);
      continue;
    }
    await answer(input, thread, next);
    if (thread.view === null) break;
    if (newRunIsDue(thread)) await beginNewRun(input, thread);
    quietSince = Date.now();
  }
  for (const request of requestsOf(thread)) request.done = true;
  await condition(allHandlersFinished);
  return resultOf(thread);
}

function acceptSignals(thread: Thread): void {
  setHandler(messageReceived, (message) => receive(thread, message));
  setHandler(conversationStarted, (start) => void thread.news.push({ kind: 'start', start }));
  setHandler(conversationClosed, ({ reason }) => void thread.news.push({ kind: 'close', reason }));
  setHandler(getConversation, () => thread.view);
}

function resultOf({ view }: Thread): ConversationResult {
  return view ? { status: view.status, turns: view.turns } : { status: 'ended', turns: 0 };
}

/**
 * One function where three would read better: of every promise that a workflow makes Temporal keeps the stack, and
 * those of a turn were two thirds of what the turn took in the workflow's thread.
 */
async function answer(input: ConversationInput, thread: Thread, next: Next): Promise<void> {
  if (bringsFiles(next)) await fetchAll(next.messages);
  try {
    note(thread, next.messages, await take(input, thread, next.event));
    while (isUnfinished(thread)) await goOn(input, thread);
    showConversation(input, thread);
  } catch (error) {
    if (!next.request) throw error;
    next.request.failure = error instanceof Error ? error : new Error('The turn failed');
  }
  if (next.request) Object.assign(next.request, { answer: thread.view, done: true });
}

function bringsFiles({ messages }: Happening): boolean {
  return messages.some(({ hasFile }) => hasFile);
}

/** A file that never comes must not silence the words that came with it. */
async function fetchAll(messages: readonly ReceivedMessage[]): Promise<void> {
  const withFiles = messages.filter(({ hasFile }) => hasFile);
  await Promise.all(withFiles.map(({ messageId }) => fetchFiles({ messageId }).catch(() => undefined)));
}

/** Whether the step asked for a call or for a model, of which the answer is the next turn. */
function isUnfinished({ view }: Thread): boolean {
  return Boolean(view?.pendingCall ?? view?.pendingAgent);
}

async function goOn(input: ConversationInput, thread: Thread): Promise<void> {
  const { view } = thread;
  if (view?.pendingCall) await makeCall(input, thread, view.pendingCall);
  else if (view?.pendingAgent) await haveAgentAnswer(input, thread, view.pendingAgent);
}

function take(
  { accountId, dialogId }: ConversationInput,
  thread: Thread,
  event: TurnEvent,
): Promise<TurnTaken> {
  const key = turnKey(thread);
  return performTurn(turnSummary(event, thread.view), { v: 1, accountId, dialogId, key, event });
}

function note(thread: Thread, messages: readonly ReceivedMessage[], { view, left }: TurnTaken): void {
  thread.view = view;
  const waiting = messages.filter(({ messageId }) => left.includes(messageId));
  putBack(
    thread,
    waiting.map(({ messageId }) => ({ messageId, hasFile: false })),
  );
}

async function makeCall(
  { accountId, dialogId }: ConversationInput,
  thread: Thread,
  call: string,
): Promise<void> {
  const summary = `call of ${thread.view?.step ?? 'a backend'}`;
  thread.view = await performCall.executeWithOptions({ summary }, [
    { v: 1, accountId, dialogId, key: turnKey(thread), call },
  ]);
}

/** Messages that follow one another closely are answered together; those that come later, by the next turn. */
async function haveAgentAnswer(input: ConversationInput, thread: Thread, turn: string): Promise<void> {
  if (await moreCame(thread)) {
    const more = messagesEvent(takeMessages(thread));
    if (bringsFiles(more)) await fetchAll(more.messages);
    note(thread, more.messages, await take(input, thread, more.event));
  }
  thread.view = await takeAgentTurn(input, thread, { turn, key: turnKey(thread) });
}

/** Of one turn alone, and the same for every retry of its activity. */
function turnKey(thread: Thread): string {
  thread.turnsOfRun += 1;
  return `${workflowInfo().runId}:${thread.turnsOfRun}`;
}

function newRunIsDue({ turnsOfRun }: Thread): boolean {
  return turnsOfRun >= MOST_TURNS || newRunSuggested();
}

/** Answers are given first; a request that comes in between is answered before the next try. */
async function beginNewRun(input: ConversationInput, thread: Thread): Promise<void> {
  // In a task of its own: whatever came while the turn was taken would undo the new run, and the turn with it.
  await sleep(1, { summary: 'a new run' });
  await condition(() => allHandlersFinished() || requestsOf(thread).length > 0);
  if (requestsOf(thread).length > 0) return;
  const { v, accountId, dialogId } = input;
  await continueAsNewOnCurrentRelease<typeof conversationWorkflow>({
    v,
    accountId,
    dialogId,
    resumed: snapshotOf(thread),
  });
}
