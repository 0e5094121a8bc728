import type { ApiDeps } from '../../api-deps';

/**
 * Takes the demonstration away with all that is in it and runs for it. While Temporal is away nothing is deleted;
 * cut off anywhere, it can be asked for again.
 */
export async function removeDemonstration(
  accountId: string,
  deps: ApiDeps,
): Promise<'removed' | 'unavailable'> {
  const { accountRemoval, accountWorkEnder } = deps;
  await accountRemoval.close(accountId);
  const work = await accountRemoval.workOf(accountId);
  if ((await accountWorkEnder.endAll(work)).kind === 'unavailable') return 'unavailable';
  await eraseFiles(accountId, work.dialogIds, deps);
  // What was under way may have begun something since.
  const late = await accountRemoval.workOf(accountId);
  await accountRemoval.removeRows(accountId);
  await accountWorkEnder.endAll(late);
  return 'removed';
}

/** What the database does not hold: files of bots, and transcripts where MongoDB keeps them. */
async function eraseFiles(accountId: string, dialogIds: readonly string[], deps: ApiDeps): Promise<void> {
  const { accountRemoval, mediaLibrary, transcripts } = deps;
  for (const botId of await accountRemoval.botsOf(accountId)) await mediaLibrary.eraseBot(accountId, botId);
  for (const dialogId of dialogIds) await transcripts.eraseDialog(accountId, dialogId);
}
