import type { AlertAction } from '../../../domain/alerts/alert-action';
import { emailOf, type Reader } from '../../../domain/alerts/alert-email';
import { webhookBody, type AlertNotice } from '../../../domain/alerts/alert-notice';
import { whyOf, type AlertReason } from '../../../domain/alerts/alert-reason';
import type { AlertRule } from '../../../domain/alerts/alert-rule';
import { matchRule, type WatchedMessage } from '../../../domain/alerts/match-rule';
import type { PatternMatcher } from '../../../domain/conversations/ports';
import type { EpochMs } from '../../../domain/time/moments';

/** Stands for what there would be if the rule were kept and the alert raised. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What a rule would find in a message and do about it; null when it does not fire. Does nothing. */
export function tryRule(
  rule: AlertRule,
  message: WatchedMessage,
  { patterns, reader, now }: { patterns: PatternMatcher; reader: Reader; now: EpochMs },
) {
  const reason = matchRule(rule, message, patterns);
  if (reason === null) return null;
  const why = whyOf(reason, null);
  const { direction, text, botId } = message;
  const notice: AlertNotice = {
    ...{ id: NOBODY, rule: { id: rule.id, name: rule.name }, severity: rule.severity, why, subject: null },
    ...{ contactId: NOBODY, botId, dialogId: NOBODY, message: { direction, id: NOBODY, text } },
    raisedAt: new Date(now).toISOString(),
  };
  return {
    ruleId: rule.id,
    name: rule.name,
    ...{ why, reason },
    actions: rule.actions.map((action) => wouldDo(action, { notice, reason, reader })),
  };
}

interface Trial {
  notice: AlertNotice;
  reason: AlertReason;
  reader: Reader;
}

function wouldDo(action: AlertAction, { notice, reason, reader }: Trial) {
  const { kind } = action;
  switch (action.kind) {
    case 'webhook':
      return { kind, would: `POST to ${action.url}, signed`, content: webhookBody(notice) };
    case 'email': {
      const { subject, text } = emailOf({ notice, reason }, reader);
      return { kind, would: `write to ${action.to.join(', ')}`, content: `${subject}\n\n${text}` };
    }
    case 'handoff': {
      const until = action.hours === null ? 'until it is returned' : `for ${action.hours} hours`;
      return { kind, would: `hand the conversation to a person ${until}`, content: null };
    }
    case 'tag':
      return { kind, would: `tag the contact ${action.tag}`, content: null };
  }
}
