import { request } from 'undici';
import { z } from 'zod';
import { chance, milliseconds } from './provider-faults';

/** How badly a fake delivers its webhooks; a part that is not named stays as it was. */
export const deliveryHabits = z
  .strictObject({
    /** Between two events of one plan. */
    delayMs: milliseconds,
    duplicate: chance,
    reorder: chance,
    lose: chance,
    /** How often a webhook that was not answered with 2xx is repeated. */
    repeats: z.number().int().min(0),
  })
  .partial();
export type DeliveryHabits = Record<'delayMs' | 'duplicate' | 'reorder' | 'lose' | 'repeats', number>;

export function goodHabits(): DeliveryHabits {
  return { delayMs: 0, duplicate: 0, reorder: 0, lose: 0, repeats: 3 };
}

interface DeliveryDeps<Event> {
  habits: DeliveryHabits;
  random: () => number;
  /** The most events in one webhook. */
  batchSize: number;
  /** Posts one webhook; the answer's status, null when nobody answered. */
  post(events: Event[]): Promise<number | null>;
}

const TIMEOUT_MS = 15_000;
const FIRST_REPEAT_MS = 5;

/** Plans events and posts them, whole batches one after another, as badly as the habits ask. */
export function createEventDeliveries<Event>({ habits, random, batchSize, post }: DeliveryDeps<Event>) {
  const timers = new Set<NodeJS.Timeout>();
  const counts = { posted: 0, failed: 0, lost: 0 };
  let waiting: Event[] = [];
  let pump: Promise<void> | null = null;

  function arrive(event: Event): void {
    if (random() < habits.lose) {
      counts.lost += 1;
      return;
    }
    waiting.push(event, ...(random() < habits.duplicate ? [event] : []));
    pump ??= deliver().finally(() => (pump = null));
  }

  async function deliver(): Promise<void> {
    // What falls due in the same moment travels together.
    await pause(1);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      await postUntilTaken(batch);
    }
  }

  async function postUntilTaken(batch: Event[]): Promise<void> {
    let taken = isTaken(await post(batch));
    for (let repeat = 0; !taken && repeat < habits.repeats; repeat += 1) {
      await pause(FIRST_REPEAT_MS * 2 ** repeat);
      taken = isTaken(await post(batch));
    }
    counts.posted += 1;
    if (!taken) counts.failed += 1;
  }

  return {
    counts,
    /** Plans events that follow each other. */
    plan(events: readonly Event[]): void {
      const order = random() < habits.reorder ? events.toReversed() : events;
      order.forEach((event, index) => {
        const timer = setTimeout(
          () => {
            timers.delete(timer);
            arrive(event);
          },
          habits.delayMs * (index + 1),
        );
        timers.add(timer);
      });
    },
    /** Resolves when nothing is planned and nothing is on its way. */
    async quiet(): Promise<void> {
      while (timers.size > 0 || pump !== null) {
        await pump;
        await pause(2);
      }
    },
    stop(): void {
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
      waiting = [];
    },
  };
}

/** Posts JSON once; the answer, null when nobody answered. */
export async function postJson(
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string } | null> {
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch {
    return null;
  }
}

function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
