import type { DueAction } from '../../db/repositories/alert-actions';
import type { ActionResult } from '../../domain/alerts/action-course';
import { emailOf } from '../../domain/alerts/alert-email';
import { noticeOf } from '../../domain/alerts/alert-notice';
import type { Email } from '../../domain/messaging/email';
import type { AlertsDeps } from './alerts-deps';
import { handOver } from './hand-over';
import { postWebhook } from './post-webhook';

/** One try of one action; throws only for what is wrong with Hilo itself. */
export async function performAction(deps: AlertsDeps, due: DueAction): Promise<ActionResult> {
  const { id, accountId, action } = due;
  const alert = await deps.alerts.get(accountId, due.alertId);
  if (!alert) return { kind: 'failed', reason: 'the alert is gone', lasting: true };
  const notice = noticeOf(alert);
  switch (action.kind) {
    case 'webhook':
      return postWebhook(deps, { id, accountId, url: action.url, notice });
    case 'email': {
      const { settings } = await deps.business.current(accountId);
      const { reason } = alert;
      return sendEmail(deps, { key: id, to: action.to, ...emailOf({ notice, reason }, settings) });
    }
    case 'handoff':
      return handOver(deps, { accountId, notice, hours: action.hours });
    case 'tag':
      return tagContact(deps, { accountId, contactId: alert.contactId, tag: action.tag });
  }
}

async function sendEmail({ sendEmail: send }: AlertsDeps, email: Email): Promise<ActionResult> {
  if (!send)
    return { kind: 'failed', reason: 'this server sends no email: SMTP_URL is not set', lasting: true };
  const result = await send(email);
  return result.kind === 'taken'
    ? { kind: 'done' }
    : { kind: 'failed', reason: result.detail, lasting: result.kind === 'refused' };
}

async function tagContact(
  { tags }: AlertsDeps,
  { accountId, contactId, tag }: { accountId: string; contactId: string | null; tag: string },
): Promise<ActionResult> {
  const tagged = contactId !== null && (await tags.add({ accountId, contactId, tag }));
  return tagged ? { kind: 'done' } : { kind: 'failed', reason: 'there is no contact to tag', lasting: true };
}
