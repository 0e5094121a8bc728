import type { Dialog } from '../../db/repositories/dialogs';
import { turnSendKey } from '../../domain/conversations/turn-send-key';
import type { Send } from '../../domain/messaging/send';
import { later } from '../later';
import type { ConversationsDeps } from './conversations-deps';
import { notSentEntry, WITHHELD } from './transcript-entries';

/** A message that a provider keeps putting off no longer holds up the conversation; the sweep goes on with it. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Dispatches a turn's messages in their order. One that waits for its turn at the provider makes the rest wait
 * too, by a retryable failure; one whose fate is unknown does not: the sweep finds it out.
 */
export async function sayTurn(
  deps: ConversationsDeps,
  dialog: Dialog,
  known: readonly Send[] | null = null,
): Promise<void> {
  for (const [n, send] of (known ?? (await sendsOf(deps, dialog))).entries()) {
    const said = await say(deps, send);
    if (said === 'put-off') return;
    if (said !== null)
      await deps.transcripts.append([notSentEntry(dialog, said, { n, at: await deps.clock() })]);
  }
}

function sendsOf({ sends }: ConversationsDeps, { accountId, id, turn, lastSends }: Dialog): Promise<Send[]> {
  return sends.of(
    accountId,
    Array.from({ length: lastSends }, (_, n) => turnSendKey(id, turn, n)),
  );
}

/** `put-off`: what comes after it must not overtake it here. A send that will never go out is given back. */
async function say(deps: ConversationsDeps, send: Send): Promise<Send | 'put-off' | null> {
  if (send.state !== 'reserved' && send.state !== 'dispatching') return null;
  const result = await deps.dispatcher.dispatch(send);
  if (result.kind === 'settled') return WITHHELD.has(result.send.state) ? result.send : null;
  if (result.send.state === 'dispatching') return null;
  const now = await deps.clock();
  if (now - createdAt(send) < PATIENCE_MS) throw later(result.why, result.at - now);
  return 'put-off';
}

/** Ids are UUIDs of version 7: their first 48 bits are the milliseconds at which they were made. */
function createdAt({ id }: Send): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
