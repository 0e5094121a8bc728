import { setTimeout as sleep } from 'node:timers/promises';
import type { InlineSends } from '../../db/repositories/inline-sends';
import type { EpochMs } from '../../domain/time/moments';
import type { Received } from './receive-message';

/** A message that goes out in the answer to the webhook that asked for it. */
export interface InlineReply {
  text: string;
  attemptId: string;
}

export interface InlineReplies {
  /**
   * Receives a message, then waits for the first things that are said to it, and claims them for the answer. Empty
   * when nothing was said in time, or somebody else says it.
   */
  during(receive: (replyBy: Date | null) => Promise<Received>, signal: AbortSignal): Promise<InlineReply[]>;
}

export interface InlineRepliesParts {
  sends: InlineSends;
  now: () => EpochMs;
  /** Answers that wait at once; those on top are answered empty. 0 lets none wait. */
  limit: number;
}

/** Twilio waits 15 seconds for an answer, and people less. */
const WAIT_MS = 8_000;
const POLL_MS = 150;
/** Status callbacks settle a message long before; after this the provider's list is read. */
const CHECK_MS = 60_000;

export function createInlineReplies({ sends, now, limit }: InlineRepliesParts): InlineReplies {
  let waiting = 0;

  const claimWhenSaid = async (messageId: string, until: EpochMs, signal: AbortSignal) => {
    while (now() < until && !signal.aborted) {
      const state = await sends.stateOf(messageId);
      if (state.kind === 'unanswered') return [];
      if (state.kind === 'taken') {
        const at = now();
        const claimed = await sends.claim(state, { now: at, checkAt: at + CHECK_MS });
        return claimed.flatMap(({ content, attemptId }) =>
          content.kind === 'text' && attemptId !== null ? [{ text: content.text, attemptId }] : [],
        );
      }
      await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
    return [];
  };

  return {
    async during(receive, signal) {
      if (waiting >= limit) {
        await receive(null);
        return [];
      }
      waiting += 1;
      try {
        const until = now() + WAIT_MS;
        const received = await receive(new Date(until));
        return received.duplicate ? [] : await claimWhenSaid(received.id, until, signal);
      } finally {
        waiting -= 1;
      }
    },
  };
}
