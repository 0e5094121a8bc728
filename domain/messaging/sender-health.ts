import type { EpochMs } from '../time/moments';

/** What is known of a sender. */
export interface SenderFacts {
  isActive: boolean;
  /** False for a channel of the environment, whose webhooks are not one bot's. */
  hasOwnWebhook: boolean;
  lastVerifiedAt: EpochMs | null;
  lastRefusedAt: EpochMs | null;
  /** Of the last day. */
  sent: number;
  failed: number;
  /** What is wrong with the session behind it; null where all is well, or where there is none. */
  sessionProblem: string | null;
  /** Why the last list of templates could not be had. */
  templateFailure: string | null;
}

/** Below it, one refusal says nothing of the sender. */
const TELLING = 5;

/** What somebody should look at, in words; nothing for a sender that is well. */
export function lookAt(facts: SenderFacts): string[] {
  const { isActive, sent, failed, templateFailure } = facts;
  if (!isActive) return ['It is switched off.'];
  const reasons = lookAtWebhooks(facts);
  if (facts.sessionProblem !== null) reasons.push(facts.sessionProblem);
  if (failed >= TELLING && failed > sent)
    reasons.push(`More messages failed than went out in the last day: ${failed} of ${sent + failed}.`);
  if (templateFailure !== null) reasons.push(`Templates could not be listed: ${templateFailure}.`);
  return reasons;
}

function lookAtWebhooks({ hasOwnWebhook, lastVerifiedAt, lastRefusedAt }: SenderFacts): string[] {
  if (lastRefusedAt !== null && lastRefusedAt > (lastVerifiedAt ?? 0))
    return ['The last webhook had a wrong signature or secret: compare them with the provider.'];
  if (hasOwnWebhook && lastVerifiedAt === null)
    return ['No webhook has come yet: give the provider its address.'];
  return [];
}
