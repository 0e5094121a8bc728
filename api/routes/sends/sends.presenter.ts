import type { ListedSend, SendCount } from '../../../db/repositories/send-lists';

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function presentSend(send: ListedSend) {
  const { resultCode: code, resultDetail: detail } = send;
  return {
    id: send.id,
    contactId: send.contactId,
    channel: send.channel,
    content: send.content,
    state: send.state,
    attempts: send.attempts,
    providerId: send.providerId,
    result: code === null && detail === null ? null : { code, detail },
    origin: send.idempotencyKey,
    createdAt: send.createdAt.toISOString(),
    dispatchedAt: time(send.dispatchedAt),
    settledAt: time(send.settledAt),
    updatedAt: send.updatedAt.toISOString(),
  };
}

export function presentSummary(counts: readonly SendCount[]) {
  const byState: Record<string, number> = {};
  const byChannel: Record<string, Record<string, number>> = {};
  for (const { channel, state, count } of counts) {
    byState[state] = (byState[state] ?? 0) + count;
    byChannel[channel] = { ...byChannel[channel], [state]: count };
  }
  return { total: counts.reduce((sum, { count }) => sum + count, 0), byState, byChannel };
}
