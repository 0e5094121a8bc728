import { positionBetweenTurns } from '../../db/repositories/dialog-messages';
import type { StoredInbound } from '../../db/repositories/inbound-messages';
import type { TranscriptEntry } from '../../db/transcripts/transcripts';
import { confirmationKey } from '../../domain/messaging/consent-confirmation';
import type { Send } from '../../domain/messaging/send';
import type { ConsentWord } from '../../domain/messaging/opt-out-words';
import type { ApiDeps } from '../api-deps';

/** A consent word, as its message brought it. */
export interface SaidConsent {
  word: ConsentWord;
  message: StoredInbound;
  /** Null for a word that changed nothing, which is not confirmed. */
  confirmation: Send | null;
}

/**
 * Puts a consent word and its confirmation in the dialog with the bot that it was said to, where there is one. The
 * bot never hears of it, so its event is the wish and not a message.
 */
export async function recordConsent(
  { word, message, confirmation }: SaidConsent,
  { dialogs, transcripts }: Pick<ApiDeps, 'dialogs' | 'transcripts'>,
): Promise<void> {
  const { id, accountId, contactId, botId, channel, content, receivedAt } = message;
  const known = await dialogs.ofContact(accountId, contactId);
  const dialog = known.find((each) => each.botId === botId && each.platform === channel);
  if (!dialog) return;
  const at = receivedAt.getTime();
  const place = (after: number) => ({
    ...{ accountId, dialogId: dialog.id, contactId, turn: dialog.turn, at },
    position: positionBetweenTurns(dialog, at) + after,
  });
  const said: TranscriptEntry = {
    ...{ ...place(0), id: `message:${id}`, type: 'user', event: word.wish },
    data: { messageId: id, text: content.text },
  };
  const answer: TranscriptEntry[] = confirmation
    ? [
        {
          ...{ ...place(1), id: confirmationKey(word.wish, id), type: 'bot', event: 'message' },
          data: { message: { items: [confirmation.content] } },
        },
      ]
    : [];
  await transcripts.append([said, ...answer]);
}
