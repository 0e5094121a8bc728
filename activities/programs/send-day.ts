import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { Send } from '../../domain/messaging/send';
import { sendIntervalOf, type ProgramDefinition } from '../../domain/programs/definition';
import type { Decision, EvaluationOutcome } from '../../domain/programs/enrollment';
import { dayAttemptKey } from '../../domain/programs/send-key';
import type { Dispatcher } from '../messaging/dispatcher';
import { later } from '../later';
import { dayMessage } from './day-content';

export type SendDecision = Extract<Decision, { kind: 'send' }>;

export interface SendDayDeps {
  ledger: SendLedger;
  dispatcher: Dispatcher;
}

/** Reserves and dispatches a day's message. Throws a retryable failure while it cannot be settled yet. */
export async function sendDay(
  { ledger, dispatcher }: SendDayDeps,
  row: EnrollmentRow,
  day: { decision: SendDecision; definition: ProgramDefinition; now: number },
): Promise<{ send: Send; outcome: EvaluationOutcome }> {
  const { content, channel } = dayMessage(day.definition, day.decision, row);
  const { send } = await ledger.reserve({
    accountId: row.accountId,
    idempotencyKey: dayAttemptKey(row.id, day.decision, day.decision.attempt),
    contactId: row.contactId,
    channel,
    content,
  });
  const pace = { name: `program:${row.programId}`, intervalMs: sendIntervalOf(day.definition.policy) };
  const result = await dispatcher.dispatch(send, [pace]);
  if (result.kind === 'later') throw later(result.why, result.at - day.now);
  return { send: result.send, outcome: outcomeOf(result.send) };
}

/** What a settled send means to the program: of unknown fate counts as sent, because it may have arrived. */
export function outcomeOf(send: Send): EvaluationOutcome {
  switch (send.state) {
    case 'accepted':
    case 'delivered':
    case 'read':
    case 'unconfirmed':
      return { kind: 'sent', result: send.state === 'unconfirmed' ? 'unconfirmed' : 'accepted' };
    case 'suppressed':
      return send.resultCode === 'opted-out'
        ? { kind: 'opted-out' }
        : { kind: 'refused', result: `suppressed: ${send.resultCode ?? 'unknown'}` };
    case 'rejected':
      return refusal(send);
    case 'cancelled':
      return { kind: 'refused', result: 'cancelled by an operator' };
    case 'reserved':
    case 'dispatching':
      throw new Error(`Send ${send.id} is not settled`);
  }
}

/** A failed delivery report had an accepted message before it: the provider took it, so it counts as sent. */
function refusal(send: Send): EvaluationOutcome {
  const result = `${send.resultCode ?? 'refused'} ${send.resultDetail ?? ''}`.trim();
  return send.providerId === null ? { kind: 'refused', result } : { kind: 'sent', result };
}
