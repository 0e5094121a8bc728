import { isDeepStrictEqual } from 'node:util';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { Dialog } from '../../../db/repositories/dialogs';
import type { ListedSend } from '../../../db/repositories/send-lists';
import { FILE_KINDS, type MessageContent } from '../../../domain/messaging/content';
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
  const { key = uuidv7() } = body;
  const content = await contentOf(body, dialog, deps);
  if (content.kind === 'problem') return content;
  const written = await operatorReplies.write({ dialog, key, content, at: now() });
  if (!isDeepStrictEqual(written.content, content)) {
    return problem('idempotency_key_reused', 'This key already belongs to another message of the dialog.');
  }
  // Away or not, the row stands: the worker's sweep carries what nobody started.
  if (written.state === 'reserved') await sendStarter.start({ accountId, sendId: written.id });
  const send = await sendLists.get(accountId, written.id);
  if (!send) throw new Error('A reply vanished');
  return { kind: 'written', send };
}

/** What is to go out; a file must be one of the bot's that a message can carry. */
async function contentOf(
  { text, media, template }: Reply['body'],
  { accountId, botId }: Pick<Dialog, 'accountId' | 'botId'>,
  { mediaFiles }: ApiDeps,
): Promise<MessageContent | Problem> {
  if (template !== undefined) return { kind: 'template', ...template };
  if (media === undefined) return { kind: 'text', text: text ?? '' };
  const file = await mediaFiles.get(accountId, media);
  if (file?.botId !== botId)
    return problem('invalid_request', `media: the bot of the dialog has no file ${media}`);
  const kind = FILE_KINDS.find((known) => known === file.kind);
  if (kind === undefined)
    return problem('invalid_request', `media: a ${file.kind} cannot be sent, only received`);
  return { kind: 'file', file: { kind, media, ...(text !== undefined && { caption: text }) } };
}
