import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import type { TurnEvent } from '../../activities/conversations/turn-event';
import { handOff, migrateConversation, returnToBot, type ConversationView } from './contract';
import type { Thread } from './thread';

/** What people ask of a conversation: each is a turn of its own, in its place among the others. */
export function acceptPeople(thread: Thread): void {
  setHandler(handOff, ({ until, reason }) => ask(thread, { kind: 'hand-off', until, reason }));
  setHandler(returnToBot, () => ask(thread, { kind: 'return' }), {
    validator: () => {
      if (thread.view && !thread.view.handoff) refuse('Nobody has taken this conversation over.');
    },
  });
  setHandler(migrateConversation, ({ version }) => ask(thread, { kind: 'migrate', version }), {
    validator: ({ version }: { version: number }) => {
      if (!Number.isInteger(version) || version < 1)
        refuse('Versions are whole numbers from 1: name one of them.');
      if (thread.view && thread.view.status !== 'running') {
        refuse('Nothing runs that could be moved: the next message begins on the current version.');
      }
    },
  });
}

async function ask(thread: Thread, event: TurnEvent): Promise<ConversationView> {
  const request = { event, answer: null, failure: null, done: false };
  thread.news.push({ kind: 'request', request });
  const asked: { answer: ConversationView | null; failure: Error | null; done: boolean } = request;
  await condition(() => asked.done);
  if (asked.failure) throw asked.failure;
  return asked.answer ?? refuse('The conversation was deleted.');
}

function refuse(refusal: string): never {
  throw ApplicationFailure.nonRetryable(refusal, 'Refused');
}
