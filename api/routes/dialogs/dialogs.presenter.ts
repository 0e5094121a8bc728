import type { ListedDialog } from '../../../db/repositories/dialog-lists';
import type { Handoff } from '../../../db/repositories/dialogs';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import { hasWindow } from '../../../domain/messaging/channel-name';
import { WINDOW_MS } from '../../../domain/messaging/gate';
import type { Send } from '../../../domain/messaging/send';

export function presentDialog(dialog: ListedDialog) {
  const { id, botId, platform, chatId, contactId, handoff } = dialog;
  return {
    id,
    botId,
    platform,
    chatId,
    contact: { id: contactId, name: dialog.contactName, phone: dialog.contactPhone },
    ...presentState(dialog),
    step: dialog.currentStep,
    collectedData: dialog.collectedData,
    scenario: scenarioOf(dialog),
    handoff: handoff && presentHandoff(handoff),
    window: windowOf(dialog),
    turns: dialog.turn,
    lastInteractionAt: dialog.lastInteractionAt.toISOString(),
    createdAt: dialog.createdAt.toISOString(),
  };
}

function presentState({ state }: ListedDialog) {
  if (!state) return { status: 'new' as const, waitingFor: null, language: null };
  const { status, waiting, language } = state;
  return { status, waitingFor: waiting?.for ?? null, language };
}

/** Null where a person may be written to at any time. */
function windowOf({ platform, lastInboundAt }: ListedDialog) {
  if (!hasWindow(platform)) return null;
  return { closesAt: lastInboundAt && new Date(lastInboundAt.getTime() + WINDOW_MS).toISOString() };
}

function scenarioOf({ scenarioId: id, scenarioVersion: version }: ListedDialog) {
  return id === null || version === null ? null : { id, version };
}

function presentHandoff({ by, since, until, team, reason }: Handoff) {
  return {
    by,
    since: new Date(since).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
    team,
    reason,
  };
}

export function presentEntry(
  { id, at, turn, type, event, data }: TranscriptEntry,
  sends: readonly Pick<Send, 'id' | 'state' | 'resultDetail'>[],
) {
  return {
    ...{ id, at: new Date(at).toISOString(), turn, type, event, data },
    sends: sends.map((send) => ({ id: send.id, state: send.state, detail: send.resultDetail })),
  };
}
