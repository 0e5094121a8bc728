import type { Dialog } from '../../db/repositories/dialogs';
import type { ConversationState } from '../../domain/conversations/conversation';
import type { ConversationView } from '../../workflows/conversations/contract';

/** What the workflow has to know of a dialog: ids and times. */
export function viewOf({ state, pending, handoff, turn, botId }: Dialog): ConversationView {
  return {
    ...standing(state),
    pendingCall: pending?.kind === 'call' ? pending.call : null,
    pendingAgent: pending?.kind === 'agent' ? pending.turn : null,
    handoff: handoff && { by: handoff.by, until: handoff.until },
    turns: turn,
    botId,
  };
}

type Standing = Pick<ConversationView, 'step' | 'status' | 'waitingFor' | 'timers'>;

function standing(state: ConversationState | null): Standing {
  if (!state) return { step: null, status: 'new', waitingFor: null, timers: [] };
  const { at: step, status, waiting } = state;
  if (!waiting) return { step, status, waitingFor: null, timers: [] };
  return { step, status, waitingFor: waiting.for, timers: waiting.timers.map(({ id, at }) => ({ id, at })) };
}
