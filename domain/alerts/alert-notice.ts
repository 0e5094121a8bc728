import type { AlertSeverity } from './alert-rule';

/** What is told of an alert outside Hilo: ids, the rule's words, and the message where there still is one. */
export interface AlertNotice {
  id: string;
  rule: { id: string; name: string };
  severity: AlertSeverity;
  why: string;
  /** What of the platform it is about, such as `channel twilio`; null where a message raised it. */
  subject: string | null;
  contactId: string | null;
  botId: string | null;
  dialogId: string | null;
  message: { direction: 'inbound' | 'outbound'; id: string; text: string | null } | null;
  /** ISO 8601. */
  raisedAt: string;
}

/** An alert as it is kept. */
export interface KeptAlert extends Pick<
  AlertNotice,
  'id' | 'severity' | 'why' | 'subject' | 'contactId' | 'botId' | 'dialogId'
> {
  ruleId: string;
  ruleName: string;
  inboundMessageId: string | null;
  sendId: string | null;
  /** What the message said; empty where its contact was erased. */
  text: string | null;
  raisedAt: Date;
}

export function noticeOf(alert: KeptAlert): AlertNotice {
  const { id, severity, why, subject, contactId, botId, dialogId } = alert;
  return {
    ...{ id, severity, why, subject, contactId, botId, dialogId },
    rule: { id: alert.ruleId, name: alert.ruleName },
    message: messageOf(alert),
    raisedAt: alert.raisedAt.toISOString(),
  };
}

function messageOf({ inboundMessageId, sendId, text: said }: KeptAlert): AlertNotice['message'] {
  // Of an erased contact's message nothing is left but that it was there.
  const text = said === '' ? null : said;
  if (inboundMessageId !== null) return { direction: 'inbound', id: inboundMessageId, text };
  return sendId === null ? null : { direction: 'outbound', id: sendId, text };
}

/** The body of a webhook, by the conventions of standardwebhooks.com: the same for every try. */
export function webhookBody(notice: AlertNotice): string {
  return JSON.stringify({ type: 'alert.raised', timestamp: notice.raisedAt, data: notice });
}
