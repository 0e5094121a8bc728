import type { Broadcast, SendTally } from '../../../domain/broadcasts/broadcast';
import { progressOf } from '../../../domain/broadcasts/progress';
import type { ListedRecipient } from '../../../db/repositories/broadcast-recipients';

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function presentBroadcast(broadcast: Broadcast, tally: SendTally) {
  const { id, title, state, reason, channel, botId, content, language, category } = broadcast;
  const { contactHours, frequencyCap, ratePerSecond, rejectedRows } = broadcast;
  return {
    ...{ id, title, state, reason, channel, botId, content: plainContent(content), language, category },
    ...{ contactHours, frequencyCap, ratePerSecond, rejectedRows },
    progress: progressOf(broadcast, tally),
    scheduledAt: time(broadcast.scheduledAt),
    waitingUntil: time(broadcast.waitingUntil),
    createdAt: new Date(broadcast.createdAt).toISOString(),
    startedAt: time(broadcast.startedAt),
    finishedAt: time(broadcast.finishedAt),
  };
}

function plainContent(content: Broadcast['content']) {
  return content.kind === 'text' ? { kind: content.kind, text: content.text } : content;
}

export function presentRecipient(recipient: ListedRecipient) {
  const { ordinal, line, contactId, phone, address, name, variables, sendId, state } = recipient;
  const { providerId, resultCode: code, resultDetail: detail } = recipient;
  return {
    ...{ ordinal, line, contactId, phone, address, name, variables, sendId },
    state: state ?? ('none' as const),
    providerId,
    result: code === null && detail === null ? null : { code, detail },
    dispatchedAt: recipient.dispatchedAt?.toISOString() ?? null,
    settledAt: recipient.settledAt?.toISOString() ?? null,
  };
}

/** A broadcast in seed 002's words; whatever was not sent and no longer will be has failed. */
export function presentCampaign(broadcast: Broadcast, tally: SendTally) {
  const { total, pending, sent } = progressOf(broadcast, tally);
  return { total, pending, sent, failed: total - pending - sent };
}
