import type { KeptRule } from '../../../db/repositories/alert-rules';
import type { ListedAlert } from '../../../db/repositories/alerts';
import { noticeOf } from '../../../domain/alerts/alert-notice';
import type { AlertAction } from '../../../domain/alerts/alert-action';

export function presentRule({
  accountId: _,
  condition,
  scope,
  actions,
  secretFingerprint,
  ...rule
}: KeptRule) {
  return {
    ...rule,
    condition: condition.type === 'keyword' ? { ...condition, keywords: [...condition.keywords] } : condition,
    scope: { botIds: [...scope.botIds], channels: [...scope.channels], tags: [...scope.tags] },
    actions: actions.map(presentAction),
    webhookSecretFingerprint: secretFingerprint,
  };
}

function presentAction(action: AlertAction) {
  return action.kind === 'email' ? { ...action, to: [...action.to] } : action;
}

export function presentAlert(alert: ListedAlert) {
  return {
    ...noticeOf(alert),
    reason: alert.reason,
    state: alert.state,
    acknowledged: stepOf(alert.acknowledgedAt, alert.acknowledgedBy),
    resolved: stepOf(alert.resolvedAt, alert.resolvedBy),
    actions: alert.actions,
  };
}

function stepOf(at: Date | null, by: string | null) {
  return at === null || by === null ? null : { at: at.toISOString(), by };
}

/** For the audit log: neither what a rule looks for nor whom it tells, which may name people. */
export function auditedRule({
  isActive,
  condition,
  direction,
  severity,
  cooldownSeconds,
  actions,
}: KeptRule) {
  const kinds = actions.map(({ kind }) => kind);
  return { isActive, looksFor: condition.type, direction, severity, cooldownSeconds, actions: kinds };
}
