import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { TurnEvent } from '../../activities/conversations/turn-event';
import { SEARCH_ATTRIBUTES } from '../search-attributes';
import type { ConversationInput, ConversationView } from './contract';
import type { Thread } from './thread';

/** What a person reads of a conversation in the Temporal Web UI, and what lists of workflows filter by. */
export function showConversation({ accountId }: ConversationInput, thread: Thread): void {
  const { view } = thread;
  if (!view) return;
  setCurrentDetails(details(view));
  const stage = stageOf(view);
  // Each upsert is an event of the history: only what changed is worth one.
  if (stage === thread.shownStage) return;
  thread.shownStage = stage;
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.account, value: accountId },
    { key: SEARCH_ATTRIBUTES.bot, value: view.botId },
    { key: SEARCH_ATTRIBUTES.stage, value: stage },
  ]);
}

function stageOf({ handoff, status }: ConversationView): string {
  return handoff ? 'handed-off' : status;
}

function details(view: ConversationView): string {
  const lines = [`**${stageOf(view)}**${view.step === null ? '' : ` at \`${view.step}\``}`];
  if (view.waitingFor !== null && view.waitingFor !== 'nothing') lines.push(`Waits for: ${view.waitingFor}`);
  const [timer] = view.timers.toSorted((a, b) => a.at - b.at);
  if (timer) lines.push(`Next by itself: ${new Date(timer.at).toISOString()}`);
  if (view.handoff?.until) lines.push(`A person has it until ${new Date(view.handoff.until).toISOString()}`);
  lines.push(`${String(view.turns)} turns`);
  return lines.join('\n\n');
}

/** One line for the activity that takes a turn: what happened, and at which step. */
export function turnSummary(event: TurnEvent, view: ConversationView | null): string {
  const where = view?.step === null || view === null ? '' : ` at ${view.step}`;
  switch (event.kind) {
    case 'messages':
      return event.messageIds.length === 1
        ? `message${where}`
        : `${String(event.messageIds.length)} messages${where}`;
    case 'start':
      return `begin S${String(event.start.origin.session)}D${String(event.start.origin.day)}`;
    case 'timer':
      return `time is up${where}`;
    case 'hand-off':
      return `a person takes over${where}`;
    case 'return':
      return `back to the bot${where}`;
    case 'migrate':
      return `move to version ${String(event.version)}`;
    case 'close':
      return `close: ${event.reason}`;
    case 'look':
      return 'where it stands';
  }
}
