import type { ListedSend } from '../../../db/repositories/send-lists';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';

/** Cancels a send that no provider was called for; one that is cancelled already stays so. */
export async function cancelSend(
  accountId: string,
  sendId: string,
  {
    sendLedger,
    sendLists,
    sendStarter,
    now,
  }: Pick<ApiDeps, 'sendLedger' | 'sendLists' | 'sendStarter' | 'now'>,
): Promise<{ kind: 'cancelled'; send: ListedSend } | Problem> {
  const cancelled = await sendLedger.cancel(accountId, sendId, now());
  const send = await sendLists.get(accountId, sendId);
  if (!send) return notFound('send');
  if (cancelled === null && send.state !== 'cancelled') {
    return problem('conflict', `The send is ${send.state}: only a reserved one can be cancelled.`);
  }
  // Away or not, the ledger has the last word: this only spares the workflow its wait.
  if (cancelled?.scheduledFor) await sendStarter.cancelled({ accountId, sendId });
  return { kind: 'cancelled', send };
}
