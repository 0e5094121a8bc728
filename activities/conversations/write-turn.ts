import type { Dialog } from '../../db/repositories/dialogs';
import type { WrittenTurn } from '../../db/repositories/turn-dialogs';
import type { TurnMessage } from '../../db/repositories/turn-messages';
import { renderMessage } from '../../domain/conversations/render-message';
import { turnSendKey } from '../../domain/conversations/turn-send-key';
import type { SendRequest } from '../../domain/messaging/send';
import { storableJson } from '../../domain/messaging/storable';
import type { ConversationsDeps } from './conversations-deps';
import { entriesOf, logDraft } from './transcript-entries';
import type { TurnDraft } from './turn';

/** A dialog after its turn, with the turn's sends where they are known. */
export interface TakenTurn extends WrittenTurn {
  after: Dialog;
}

/** Writes state, transcript, sends and taken messages in one transaction; gives the dialog as it is then. */
export async function writeTurn(
  deps: ConversationsDeps,
  draft: TurnDraft,
  messages: readonly TurnMessage[],
): Promise<TakenTurn> {
  const { dialog, now } = draft.facts;
  const turn = dialog.turn + 1;
  const requests = storableJson(await renderTurn(deps, draft, turn));
  const { state, pending, handoff } = draft.change;
  Object.assign(draft.change, storableJson({ state, pending, handoff }), { lastSends: requests.length });
  const { change } = draft;
  const result = { change, sends: requests, messageIds: messages.map(({ id }) => id) };
  const written = await deps.dialogs.write(dialog, result, (unit) =>
    deps.transcripts.append(entriesOf(dialog, { turn, at: now }, storableJson(draft.entries)), unit),
  );
  // Only a workflow that runs twice at once could do that; the repetition reads what the other one wrote.
  if (!written) throw new Error(`Dialog ${dialog.id} moved while its turn was worked out`);
  return { ...written, after: { ...dialog, ...change, turn, currentStep: change.state?.at ?? null } };
}

/** What is said, as messages of the channel; what the channel cannot carry is noted in the transcript. */
async function renderTurn(deps: ConversationsDeps, draft: TurnDraft, turn: number): Promise<SendRequest[]> {
  if (draft.messages.length === 0) return [];
  const { accountId, id, botId, contactId, platform: channel } = draft.facts.dialog;
  const port = await deps.channels.of({ accountId, channel, botId });
  if (!port) {
    const detail = `the bot is not set up on ${channel}`;
    draft.entries.push(logDraft({ kind: 'error', step: draft.change.state?.at ?? null, detail }));
    return [];
  }
  const language = draft.change.state?.language;
  const rendered = draft.messages.map((message) => renderMessage(message, port.capabilities, language));
  for (const detail of new Set(rendered.flatMap(({ degraded }) => degraded))) {
    draft.entries.push({ type: 'event', event: 'degraded', data: { detail } });
  }
  return rendered
    .flatMap(({ contents }) => contents)
    .map((content, n) => ({
      accountId,
      idempotencyKey: turnSendKey(id, turn, n),
      contactId,
      channel,
      content,
      botId,
    }));
}
