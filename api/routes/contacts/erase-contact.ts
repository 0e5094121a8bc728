import type { Erased } from '../../../db/repositories/erasure';
import { ERASED } from '../../../db/repositories/suppressed-addresses';
import type { EpochMs } from '../../../domain/time/moments';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';

export interface Erasing {
  accountId: string;
  contactId: string;
  at: EpochMs;
}

type EraseDeps = Pick<
  ApiDeps,
  | 'contacts'
  | 'consent'
  | 'dialogs'
  | 'enrollments'
  | 'erasure'
  | 'mediaFiles'
  | 'mediaLibrary'
  | 'conversationStarter'
  | 'enrollmentStarter'
>;

/**
 * Silences the contact, ends what runs for it, then takes out of every store what tells who it was and what it
 * said. Safe to ask again after a failure.
 */
export async function eraseContact(
  erasing: Erasing,
  deps: EraseDeps,
): Promise<{ kind: 'erased'; counts: Erased & { files: number } } | Problem> {
  const { accountId, contactId, at } = erasing;
  if (!(await deps.contacts.get(accountId, contactId))) return notFound('contact');
  if (!deps.erasure.canErase) return problem('unavailable', NO_KEY);
  await deps.consent.optOut({ accountId, contactId, at: new Date(at), source: ERASED });
  const dialogIds = (await deps.dialogs.ofContact(accountId, contactId)).map(({ id }) => id);
  if (!(await closeConversations(erasing, dialogIds, deps))) return problem('unavailable', AWAY);
  await endEnrollments(erasing, deps);
  const files = await eraseFiles(accountId, dialogIds, deps);
  const erased = await deps.erasure.erase(accountId, contactId, new Date(at));
  if (!erased) return notFound('contact');
  // What was under way may have written in between; nothing later finds a dialog to write to.
  const late = await eraseFiles(accountId, dialogIds, deps);
  await deps.erasure.eraseLate(accountId, contactId);
  return { kind: 'erased', counts: { ...erased, files: files + late } };
}

const NO_KEY =
  'This server has no key for the hash by which an erased person is known again: set HILO_SECRET_KEY (npx hilo secret-key makes one) and restart it. Nothing was erased.';
const AWAY =
  'Temporal cannot be reached to end the conversations of the contact. Nothing was erased, and no further message goes out.';

async function closeConversations(
  { accountId }: Erasing,
  dialogIds: readonly string[],
  { conversationStarter }: EraseDeps,
): Promise<boolean> {
  for (const dialogId of dialogIds) {
    const answer = await conversationStarter.close({ accountId, dialogId }, 'the contact was erased');
    if (answer.kind === 'unavailable') return false;
  }
  return true;
}

/** An enrollment that cannot be told stops at its next evaluation: the contact is opted out already. */
async function endEnrollments({ accountId, contactId, at }: Erasing, deps: EraseDeps): Promise<void> {
  for (const { id } of await deps.enrollments.ofContact(accountId, contactId)) {
    const answer = await deps.enrollmentStarter.update(id, { kind: 'exclude', reason: ERASED });
    if (answer.kind !== 'updated') await deps.enrollmentStarter.reportOptOut(id, at);
  }
}

async function eraseFiles(
  accountId: string,
  dialogIds: readonly string[],
  { mediaFiles, mediaLibrary }: EraseDeps,
): Promise<number> {
  let erased = 0;
  for (const dialogId of dialogIds) {
    for (const file of await mediaFiles.ofDialog(accountId, dialogId)) {
      await mediaLibrary.erase(file);
      erased += 1;
    }
  }
  return erased;
}
