import type { ListedDialog } from '../../../db/repositories/dialog-lists';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import type { ConversationAction } from '../../temporal/ports';

/** An update that was not answered in time may have been taken all the same. */
const LATE = 'Temporal or its workers did not answer in time: read the dialog before asking again.';

export interface DialogOperation {
  accountId: string;
  dialogId: string;
  action: ConversationAction;
}

/** Asks the conversation, which alone decides; the dialog as it is afterwards. */
export async function operateDialog(
  { accountId, dialogId, action }: DialogOperation,
  { dialogLists, conversationStarter }: ApiDeps,
): Promise<{ kind: 'done'; dialog: ListedDialog } | Problem> {
  if (!(await dialogLists.get(accountId, dialogId))) return notFound('dialog');
  const answer = await conversationStarter.update({ accountId, dialogId }, action);
  if (answer.kind === 'unavailable') return problem('unavailable', LATE);
  if (answer.kind === 'refused') return problem('conflict', answer.refusal);
  const dialog = await dialogLists.get(accountId, dialogId);
  return dialog ? { kind: 'done', dialog } : notFound('dialog');
}
