import { ApplicationFailure } from '@temporalio/common';
import type { Dialog } from '../../db/repositories/dialogs';
import type { TurnDialog } from '../../db/repositories/turn-dialogs';
import type { TurnMessage } from '../../db/repositories/turn-messages';
import { takenTogether } from '../../domain/messaging/most-failures';
import type { EpochMs } from '../../domain/time/moments';
import type { ConversationView } from '../../workflows/conversations/contract';
import { answerEvent, answerMessages } from './answer-event';
import { answerTaps } from './answer-taps';
import type { ConversationsDeps } from './conversations-deps';
import { countFailure } from './count-failure';
import { draftTurn } from './draft-turn';
import { performEffects } from './perform-effects';
import { sayTurn } from './say-turn';
import { isRunning, type TurnDraft } from './turn';
import type { TurnEvent, TurnInput, TurnTaken } from './turn-event';
import { viewOf } from './view-of';
import { writeTurn, type TakenTurn } from './write-turn';

type MessagesEvent = Extract<TurnEvent, { kind: 'messages' }>;

/** How long a timer waits for a bot that is switched off before it looks again. */
const SWITCHED_OFF_MS = 15 * 60_000;

/**
 * One turn: works the event out on what Postgres knows, writes everything that came of it at once, then says
 * it. Repeated after a crash, it finds the turn written and only says what was not said yet.
 */
export async function performTurn(deps: ConversationsDeps, input: TurnInput): Promise<TurnTaken> {
  const known = await deps.dialogs.get(input.accountId, input.dialogId);
  // Deleted meanwhile: there is nobody left to talk to.
  if (!known) return { view: null, left: [] };
  const { dialog } = known;
  const isWritten = dialog.lastEvent === input.key;
  if (!isWritten && input.event.kind === 'timer' && !known.bot.isActive) {
    return { view: putOff(viewOf(dialog), await deps.clock()), left: [] };
  }
  const taken = isWritten ? { ...unchanged(dialog), leaves: true } : await takeTurn(deps, known, input);
  if (taken.after.lastEvent === input.key) await sayTurn(deps, taken.after, taken.sends);
  return { view: viewOf(taken.after), left: await leftOf(deps, taken, input.event) };
}

interface Taken extends TakenTurn {
  /** There may be messages that it did not take. */
  leaves?: boolean;
}

function unchanged(dialog: Dialog): Taken {
  return { after: dialog, sends: null };
}

/** A bot that is switched off says nothing by itself either: its timers ask again later. */
function putOff(view: ConversationView, now: EpochMs): ConversationView {
  const earliest = now + SWITCHED_OFF_MS;
  return { ...view, timers: view.timers.map(({ id, at }) => ({ id, at: Math.max(at, earliest) })) };
}

/**
 * The messages that no turn has taken: those after one that made a call or may be the one that fails, and those that
 * came since the turn was written, when a workflow's task that was lost takes it once more.
 */
async function leftOf(
  { messages }: ConversationsDeps,
  { after, leaves = false }: Taken,
  event: TurnEvent,
): Promise<string[]> {
  if (event.kind !== 'messages' || !(leaves || after.pending?.kind === 'call')) return [];
  const left = await messages.untaken(after.accountId, after.id, event.messageIds);
  return left.map(({ id }) => id);
}

/** The dialog after the turn; unchanged when the event has nothing to say to it. */
async function takeTurn(deps: ConversationsDeps, known: TurnDialog, input: TurnInput): Promise<Taken> {
  const { event } = input;
  const { dialog } = known;
  if (event.kind === 'look' || startedBefore(dialog, event)) return unchanged(dialog);
  if (event.kind === 'messages') return takeMessages(deps, known, { ...input, event });
  await refuseImpossible(deps, dialog, event);
  const draft = await draftTurn(deps, known, input);
  answerEvent(draft, event);
  return finish(deps, draft, []);
}

async function takeMessages(
  deps: ConversationsDeps,
  known: TurnDialog,
  input: TurnInput & { event: MessagesEvent },
): Promise<Taken> {
  const { dialog } = known;
  const untaken = await deps.messages.untaken(dialog.accountId, dialog.id, input.event.messageIds);
  const messages = takenTogether(untaken);
  if (messages.length === 0) return unchanged(dialog);
  const taken = await countFailure(deps, { dialog, messages }, async () => {
    const seen = answerTaps(deps, dialog, messages);
    const draft = await draftTurn(deps, known, input);
    const answered = answerMessages(draft, messages);
    // All of them wait for a call that an earlier run left behind.
    if (answered.length === 0) return unchanged(dialog);
    const written = await finish(deps, draft, answered);
    await seen;
    return written;
  });
  return { ...taken, leaves: messages.length < untaken.length };
}

async function finish(
  deps: ConversationsDeps,
  draft: TurnDraft,
  answered: readonly TurnMessage[],
): Promise<TakenTurn> {
  await performEffects(deps, draft);
  return writeTurn(deps, draft, answered);
}

/** What a person asked for and this conversation cannot do; it is answered in these words. */
async function refuseImpossible(deps: ConversationsDeps, dialog: Dialog, event: TurnEvent): Promise<void> {
  const { accountId, scenarioId, state, handoff } = dialog;
  if (event.kind === 'return' && !handoff) throw refused('Nobody has taken this conversation over.');
  if (event.kind !== 'migrate') return;
  if (!isRunning(state) || scenarioId === null) {
    throw refused('Nothing runs that could be moved: the next message begins on the current version.');
  }
  if (!(await deps.scenarios.version(accountId, scenarioId, event.version))) {
    throw refused(`The scenario has no version ${event.version}: publish it first.`);
  }
}

function refused(refusal: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal, 'Refused');
}

function startedBefore({ origin }: Dialog, event: TurnEvent): boolean {
  return event.kind === 'start' && origin?.key === event.start.origin.key;
}
