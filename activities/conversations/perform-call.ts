import type { Dialog, PendingEffect } from '../../db/repositories/dialogs';
import type { CallRequest } from '../../domain/conversations/conversation';
import type { ConversationView } from '../../workflows/conversations/contract';
import type { CallAnswer, ConversationsDeps } from './conversations-deps';
import { draftTurn } from './draft-turn';
import { performEffects } from './perform-effects';
import { sayTurn } from './say-turn';
import { eventDraft } from './transcript-entries';
import { happen } from './turn';
import type { CallInput } from './turn-event';
import { viewOf } from './view-of';
import { writeTurn } from './write-turn';

type PendingCall = Extract<PendingEffect, { kind: 'call' }>;

/** All tries of one call together: less than the activity has, or it would be cut off and made again for ever. */
const BUDGET_MS = 90_000;

/** Makes the call that a step asked for, and takes the turn that its answer leads to. */
export async function performCall(
  deps: ConversationsDeps,
  input: CallInput,
): Promise<ConversationView | null> {
  const known = await deps.dialogs.get(input.accountId, input.dialogId);
  if (!known) return null;
  const { dialog } = known;
  const { pending } = dialog;
  if (dialog.lastEvent === input.key) {
    await sayTurn(deps, dialog);
    return viewOf(dialog);
  }
  if (pending?.kind !== 'call' || pending.call !== input.call) return viewOf(dialog);
  const started = performance.now();
  const answer = await answerOf(deps, dialog, pending);
  const ms = Math.round(performance.now() - started);
  const draft = await draftTurn(deps, known, { key: input.key });
  draft.entries.push(eventDraft('call', { ...summaryOf(answer), ms, method: methodOf(pending.request) }));
  happen(
    draft,
    answer.kind === 'answered'
      ? { kind: 'call-answered', call: pending.call, status: answer.status, body: answer.body }
      : { kind: 'call-failed', call: pending.call, reason: answer.reason },
  );
  await performEffects(deps, draft);
  const { after, sends } = await writeTurn(deps, draft, []);
  await sayTurn(deps, after, sends);
  return viewOf(after);
}

/** Asked again after a crash, under the same key. */
function answerOf(
  deps: ConversationsDeps,
  { accountId, contactId, id: dialogId, botId }: Dialog,
  { call, request }: PendingCall,
): Promise<CallAnswer> {
  const idempotencyKey = `${dialogId}:${call}`;
  return 'do' in request
    ? deps.arrange({ accountId, contactId, dialogId, request, idempotencyKey })
    : deps.callBackend({ accountId, botId, request: withinBudget(request), idempotencyKey });
}

function methodOf(request: PendingCall['request']): string {
  return 'do' in request ? request.do : request.method;
}

function withinBudget(request: CallRequest): CallRequest {
  const timeoutMs = Math.min(request.timeoutMs, Math.floor(BUDGET_MS / (request.retries + 1)));
  return { ...request, timeoutMs };
}

function summaryOf(answer: CallAnswer): Record<string, unknown> {
  return answer.kind === 'answered'
    ? { status: answer.status, body: answer.body }
    : { failed: answer.reason };
}
