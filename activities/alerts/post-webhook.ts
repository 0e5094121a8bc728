import type { ActionResult } from '../../domain/alerts/action-course';
import { webhookBody, type AlertNotice } from '../../domain/alerts/alert-notice';
import type { SafeExchange } from '../conversations/safe-http';
import type { AlertsDeps } from './alerts-deps';
import { signatureHeaders } from './sign-webhook';

const TIMEOUT_MS = 10_000;
/** The answer's status is all that counts. */
const MAX_ANSWER_BYTES = 16_384;
const GONE = 410;

export interface WebhookPost {
  /** Also the key under which the receiver knows a repeat. */
  id: string;
  accountId: string;
  url: string;
  notice: AlertNotice;
}

/** Posts an alert to the address of its rule, signed with the rule's secret. */
export async function postWebhook(
  { secrets, http, clock }: Pick<AlertsDeps, 'secrets' | 'http' | 'clock'>,
  { id, accountId, url, notice }: WebhookPost,
): Promise<ActionResult> {
  const secret = await secrets.open(accountId, notice.rule.id);
  if (secret === null)
    return { kind: 'failed', reason: 'the rule has no secret to sign it with', lasting: true };
  const body = webhookBody(notice);
  const timestamp = Math.floor((await clock()) / 1000);
  const exchange = await http({
    ...{ method: 'POST', url, body, timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES },
    headers: { 'content-type': 'application/json', ...signatureHeaders(secret, { id, timestamp, body }) },
  });
  return resultOf(exchange);
}

function resultOf(exchange: SafeExchange): ActionResult {
  if (exchange.kind !== 'answered') {
    return { kind: 'failed', reason: exchange.detail, lasting: exchange.refused === true };
  }
  const { status } = exchange;
  if (status >= 200 && status < 300) return { kind: 'done' };
  return { kind: 'failed', reason: `the receiver answered ${status}`, lasting: status === GONE };
}
