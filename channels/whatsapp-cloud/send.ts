import { z } from 'zod';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { OutboundMessage } from '../channel';
import type { Answer } from '../http-exchange';
import { bearer } from './line';
import type { Line } from './line';
import { outcomeOfFailure, PAIR_RATE_LIMIT } from './outcome';
import { toWhatsAppCloud } from './to-provider';
import type { CloudMessage } from './to-provider';
import { uploadFiles, withoutUpload } from './upload';

const createdBody = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });

/**
 * Creates one message at Meta, with exactly one call of its own, or with none when the content cannot go. Files
 * that Meta does not have are uploaded first.
 */
export async function sendThroughWhatsAppCloud(line: Line, message: OutboundMessage): Promise<SendOutcome> {
  const files = message.files ?? [];
  const draft = toWhatsAppCloud(message, withoutUpload(files));
  if (!draft.ok) return draft.refusal;
  const uploads = await uploadFiles(line, files);
  if (!uploads.ok) return uploads.outcome;
  const request = toWhatsAppCloud(message, uploads.files);
  return request.ok ? create(line, message.to, request.body) : request.refusal;
}

async function create(line: Line, to: string, body: CloudMessage): Promise<SendOutcome> {
  const result = await line.exchange({
    method: 'POST',
    url: `${line.graphUrl}/${line.phoneNumberId}/messages`,
    headers: { 'content-type': 'application/json', ...bearer(line) },
    body: JSON.stringify(body),
    timeoutMs: line.timeouts.callMs,
  });
  if (result.kind === 'answered' && result.status >= 200 && result.status < 300) {
    line.pairBackoff.accepted(to);
    return outcomeOfSuccess(result);
  }
  const { code, outcome } = outcomeOfFailure(result);
  if (code !== PAIR_RATE_LIMIT || outcome.kind !== 'not-sent') return outcome;
  return { ...outcome, retryAfterMs: line.pairBackoff.refused(to) };
}

/** A message held for quality assessment or pacing is Meta's from here on: its status reports say the rest. */
function outcomeOfSuccess(answer: Answer): SendOutcome {
  const providerId = idIn(answer.text);
  if (providerId !== undefined) return { kind: 'accepted', providerId };
  return { kind: 'unknown', detail: 'WhatsApp answered without a message id' };
}

function idIn(text: string): string | undefined {
  try {
    return createdBody.safeParse(JSON.parse(text)).data?.messages[0]?.id;
  } catch {
    return undefined;
  }
}
