import { Context } from '@temporalio/activity';
import type { Dialog } from '../../db/repositories/dialogs';
import type { TurnMessage } from '../../db/repositories/turn-messages';
import { isOutage, kindOfFailure } from '../outage';
import type { ConversationsDeps } from './conversations-deps';

/**
 * Works out a turn of messages, and counts it against them when it fails: one that fails every time is parked, and
 * those behind it are answered. What is worked out at once is not counted, since it is taken up in time as well.
 */
export async function countFailure<T>(
  deps: Pick<ConversationsDeps, 'messages'>,
  { dialog, messages }: { dialog: Dialog; messages: readonly TurnMessage[] },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { info, cancellationSignal } = Context.current();
    if (!info.isLocal && !cancellationSignal.aborted && !isOutage(error)) {
      const { accountId, id: dialogId, turn } = dialog;
      const messageIds = messages.map(({ id }) => id);
      const detail = `${kindOfFailure(error)} in turn ${turn + 1} of dialog ${dialogId}`;
      // The failure itself is what has to be told; a count that cannot be written now is written by a later one.
      await deps.messages.noteFailedTurn({ accountId, dialogId, messageIds, detail }).catch(() => undefined);
    }
    throw error;
  }
}
