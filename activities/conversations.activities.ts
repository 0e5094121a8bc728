import type { ReceivedMessage } from '../workflows/conversations/contract';
import type { ConversationsDeps } from './conversations/conversations-deps';
import { performCall } from './conversations/perform-call';
import { performTurn } from './conversations/perform-turn';
import type { CallInput, TurnInput } from './conversations/turn-event';
import { later } from './later';
import { stillAlive } from './still-alive';

export type ConversationsActivities = ReturnType<typeof createConversationsActivities>;

/** What conversation workflows have done for them; every activity may run more than once. */
export function createConversationsActivities(deps: ConversationsDeps) {
  return {
    performTurn: (input: TurnInput) => stillAlive(() => performTurn(deps, input)),
    performCall: (input: CallInput) => stillAlive(() => performCall(deps, input)),
    /** Fetches the files of a message from its provider; throws a retryable failure while they are not there. */
    async fetchFiles({ messageId }: Pick<ReceivedMessage, 'messageId'>): Promise<void> {
      const fetched = await stillAlive(() => deps.fetchFile(messageId));
      if (fetched.kind === 'later') throw later(fetched.detail, fetched.retryAfterMs);
    },
  };
}
