import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { ListedSend } from '../../../db/repositories/send-lists';
import { textOf } from '../../../domain/messaging/content';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import type { replyBody } from './dialogs.schema';

export interface Reply {
  accountId: string;
  dialogId: string;
  body: z.output<typeof replyBody>;
}

/** Sends what a person says in a dialog that a person has taken over; the same key again sends nothing more. */
export async function replyInDialog(
  { accountId, dialogId, body }: Reply,
  deps: ApiDeps,
): Promise<{ kind: 'written'; send: ListedSend } | Problem> {
  const { dialogs, operatorReplies, sendStarter, sendLists, now } = deps;
  const dialog = await dialogs.get(accountId, dialogId);
  if (!dialog) return notFound('dialog');
  if (!dialog.handoff) {
    const detail = `The bot is answering in this dialog: hand it off first, with POST /api/dialogs/${dialogId}/handoff.`;
    return problem('conflict', detail);
  }
  const { text, key = uuidv7() } = body;
  const written = await operatorReplies.write({ dialog, key, text, at: now() });
  if (textOf(written.content) !== text) {
    return problem('idempotency_key_reused', 'This key already belongs to another message of the dialog.');
  }
  // Away or not, the row stands: the worker's sweep carries what nobody started.
  if (written.state === 'reserved') await sendStarter.start({ accountId, sendId: written.id });
  const send = await sendLists.get(accountId, written.id);
  if (!send) throw new Error('A reply vanished');
  return { kind: 'written', send };
}
