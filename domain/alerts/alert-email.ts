import type { BusinessSettings } from '../business/settings';
import { ALERT_EMAIL_WORDS } from './alert-email-words';
import type { AlertNotice } from './alert-notice';
import type { AlertReason } from './alert-reason';

/** What an account says of itself, as far as its emails depend on it. */
export type Reader = Pick<BusinessSettings, 'languages' | 'timezone'>;

/** An alert, and why it was raised; null of one that was raised before reasons were kept. */
export interface TellableAlert {
  notice: AlertNotice;
  reason: AlertReason | null;
}

/** An email about an alert, in plain text: in Spanish, or in English, by the account's first language, and by its clock. */
export function emailOf({ notice, reason }: TellableAlert, { languages, timezone }: Reader) {
  const { id, rule, severity, subject, contactId, dialogId, message, raisedAt } = notice;
  const words = ALERT_EMAIL_WORDS[/^es\b/i.test(languages[0]) ? 'es' : 'en'];
  const facts: [string, string | null][] = [
    [words.rule, words.ruleName(rule.name)],
    [words.found, reason ? words.why(reason, subject) : notice.why],
    [words.severity, words.severities[severity]],
    [words.at, `${localTime(raisedAt, timezone)} (${timezone})`],
    [words.message, message?.text ?? null],
    [words.contact, contactId],
    [words.conversation, dialogId],
    [words.alert, id],
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return {
    subject: `[${words.severities[severity]}] ${words.ruleName(rule.name)}`,
    text: `${lines.join('\n')}\n`,
  };
}

/** `2026-03-02 09:00`: Swedish dates are ISO's. */
function localTime(iso: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(iso));
}
