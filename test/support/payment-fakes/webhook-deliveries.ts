import type { PaymentScript } from './script';

export interface SignedPost {
  /** The query, if the provider puts something there. */
  query?: string;
  body: string;
  headers: Record<string, string>;
}

/** How often a provider repeats what was not answered with 2xx, and after how long. */
const REPEATS = 40;
const REPEAT_AFTER_MS = 250;

/** Posts webhooks as the script wants them: several times, late, or never; repeats what was refused. */
export function createWebhookDeliveries(script: PaymentScript) {
  const counts = { posted: 0, refused: 0, lost: 0 };
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function post(url: string, { query = '', body, headers }: SignedPost): Promise<void> {
    for (let attempt = 0; attempt < REPEATS && !stopping.signal.aborted; attempt += 1) {
      const status = await statusOf(`${url}${query}`, { body, headers, signal: stopping.signal });
      if (status !== null && status < 300) {
        counts.posted += 1;
        return;
      }
      // What is refused is not genuine or not understood, and is not understood later either.
      if (status !== null && status < 500) break;
      await pause(REPEAT_AFTER_MS);
    }
    counts.refused += 1;
  }

  /** Resolves when the copies that are not late have been posted. */
  async function deliver(make: () => SignedPost): Promise<void> {
    const { url, copies, delayMs, lost } = script.webhooks;
    if (lost || url === null) {
      counts.lost += 1;
      return;
    }
    const posting = pause(delayMs).then(async () => {
      if (stopping.signal.aborted) return;
      await Promise.all(Array.from({ length: copies }, () => post(url, make())));
    });
    underWay.add(posting);
    void posting.finally(() => underWay.delete(posting));
    if (delayMs === 0) await posting;
  }

  return {
    deliver,
    counts,
    quiet: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => stopping.abort(),
  };
}
export type WebhookDeliveries = ReturnType<typeof createWebhookDeliveries>;

async function statusOf(url: string, init: Omit<RequestInit, 'method'>): Promise<number | null> {
  try {
    const answer = await fetch(url, { ...init, method: 'POST' });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
