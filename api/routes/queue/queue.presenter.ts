import { queueStateOf } from '../../../domain/messaging/queue-state';
import type { ParkedMessage } from '../../../db/repositories/parked-messages';
import type { ListedSend } from '../../../db/repositories/send-lists';

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function presentQueued(send: ListedSend) {
  const { id, channel, contactId, broadcastId, content, attempts, resultCode, resultDetail } = send;
  const { scheduledFor = null } = send;
  return {
    id,
    state: queueStateOf(send),
    ledgerState: send.state,
    ...{ channel, contactId, broadcastId, content, attempts },
    error: resultCode === null && resultDetail === null ? null : { code: resultCode, detail: resultDetail },
    origin: send.idempotencyKey,
    createdAt: send.createdAt.toISOString(),
    scheduledFor: time(scheduledFor),
    sentAt: time(send.dispatchedAt),
  };
}

export function presentParked({ at, ...parked }: ParkedMessage) {
  return { ...parked, at: at.toISOString() };
}
