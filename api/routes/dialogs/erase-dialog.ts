import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';

/** Ends the conversation and erases everything that was said or sent in it. Safe to ask again after a failure. */
export async function eraseDialog(
  accountId: string,
  dialogId: string,
  deps: Pick<ApiDeps, 'dialogLists' | 'conversationStarter' | 'transcripts' | 'mediaLibrary'>,
): Promise<{ kind: 'erased' } | Problem> {
  const { dialogLists, conversationStarter, transcripts, mediaLibrary } = deps;
  if (!(await dialogLists.get(accountId, dialogId))) return notFound('dialog');
  const closed = await conversationStarter.close({ accountId, dialogId }, 'the dialog was deleted');
  if (closed.kind === 'unavailable') {
    return problem('unavailable', 'Temporal cannot be reached to end the conversation. Nothing was erased.');
  }
  await mediaLibrary.eraseDialog(accountId, dialogId);
  await transcripts.eraseDialog(accountId, dialogId);
  await dialogLists.erase(accountId, dialogId);
  // A turn that was under way may have written in between; no later one finds the dialog.
  await mediaLibrary.eraseDialog(accountId, dialogId);
  await transcripts.eraseDialog(accountId, dialogId);
  return { kind: 'erased' };
}
