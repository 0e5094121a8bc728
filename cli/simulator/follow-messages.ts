import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { messagesView, type simulatedMessageView } from '../../api/routes/simulator/simulator.schema';
import type { ApiClient } from '../api/api-client';
import { ApiUnreachable } from '../api/api-refusal';

export type SimulatedMessage = z.output<typeof simulatedMessageView>;

export interface Following {
  /** `/api/simulator/messages` or that of one phone. */
  path: string;
  /** Where the last answer ended; null for the beginning. */
  cursor: string | null;
  signal: AbortSignal;
  /** The API does not answer; it is asked again and again. */
  onAway?: () => void;
}

const AGAIN_MS = 1000;
const PAGE = 100;

/** What is there already, and where it ends. */
export async function readMessages(
  api: ApiClient,
  path: string,
): Promise<{ messages: SimulatedMessage[]; cursor: string | null }> {
  const messages: SimulatedMessage[] = [];
  let cursor: string | null = null;
  for (;;) {
    const query = { wait: 0, limit: PAGE, after: cursor ?? undefined };
    const page: z.output<typeof messagesView> = await api.get({ path, schema: messagesView, query });
    messages.push(...page.items);
    cursor = page.cursor;
    if (page.items.length < PAGE) return { messages, cursor };
  }
}

/** Messages as they come, until the signal; an API that is away is waited for. */
export async function* followMessages(
  api: ApiClient,
  { path, cursor: from, signal, onAway }: Following,
): AsyncGenerator<SimulatedMessage> {
  let cursor = from;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    try {
      const query = { after: cursor ?? undefined, limit: PAGE };
      const page = await api.get({ path, schema: messagesView, query, signal });
      cursor = page.cursor;
      yield* page.items;
    } catch (error) {
      if (isOver()) return;
      if (!(error instanceof ApiUnreachable)) throw error;
      onAway?.();
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
