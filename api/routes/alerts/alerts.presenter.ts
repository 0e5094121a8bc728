import type { ListedAlert } from '../../../db/repositories/alerts';
import type { AlertRule } from '../../../domain/alerts/alert-rule';

export function presentRule({ accountId: _, condition, scope, ...rule }: AlertRule) {
  return {
    ...rule,
    condition: condition.type === 'keyword' ? { ...condition, keywords: [...condition.keywords] } : condition,
    scope: { botIds: [...scope.botIds], channels: [...scope.channels], tags: [...scope.tags] },
  };
}

export function presentAlert(alert: ListedAlert) {
  const { id, severity, state, why, contactId, botId, dialogId } = alert;
  return {
    ...{ id, severity, state, why, contactId, botId, dialogId },
    rule: { id: alert.ruleId, name: alert.ruleName },
    message: messageOf(alert),
    raisedAt: alert.raisedAt.toISOString(),
    acknowledged: stepOf(alert.acknowledgedAt, alert.acknowledgedBy),
    resolved: stepOf(alert.resolvedAt, alert.resolvedBy),
  };
}

function stepOf(at: Date | null, by: string | null) {
  return at === null || by === null ? null : { at: at.toISOString(), by };
}

function messageOf({ inboundMessageId, sendId, text: said }: ListedAlert) {
  // Of an erased contact's message nothing is left but that it was there.
  const text = said === '' ? null : said;
  if (inboundMessageId !== null) return { direction: 'inbound' as const, id: inboundMessageId, text };
  return sendId === null ? null : { direction: 'outbound' as const, id: sendId, text };
}
