import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bridgeEvent, type BridgeEvent } from '../channels/whatsapp-web/wire';
import type { Logger } from '../observability/logger';

export interface OutboxSettings {
  folder: string;
  /** Tells Hilo of one event; false when it did not take it. */
  deliver(event: BridgeEvent): Promise<boolean>;
  logger: Logger;
  /** Before the n-th further try in a row, in milliseconds. */
  pauseMs?: (tries: number) => number;
}

export type Outbox = Awaited<ReturnType<typeof openOutbox>>;

/** Of more, ticks are left out: they can be told later, and people's words cannot. */
const MOST_TICKS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Events on their way to Hilo: on disk before anything is done about them, told in their order, each until it is
 * taken. One that was taken when the bridge died is told again, and its id makes that harmless.
 */
export async function openOutbox({ folder, deliver, logger, pauseMs = backoff }: OutboxSettings) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const waiting = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  let next = Number.parseInt(waiting.at(-1) ?? '0', 10) + 1;
  const closing = new AbortController();
  let wake = Promise.withResolvers<unknown>();
  const working = work();

  return {
    /** Resolves once the event is kept. */
    async add(event: BridgeEvent): Promise<void> {
      if (event.kind === 'ack' && waiting.length >= MOST_TICKS) return;
      const name = `${String(next++).padStart(12, '0')}.json`;
      const file = join(folder, name);
      await writeFile(`${file}.part`, JSON.stringify(event), { mode: 0o600 });
      await rename(`${file}.part`, file);
      waiting.push(name);
      wake.resolve(name);
    },
    waiting: () => waiting.length,
    async close(): Promise<void> {
      closing.abort();
      wake.resolve(null);
      await working;
    },
  };

  async function work(): Promise<void> {
    for (let tries = 0; !closing.signal.aborted;) {
      const name = waiting[0];
      if (name === undefined) {
        wake = Promise.withResolvers();
        await wake.promise;
        continue;
      }
      if (await isTold(join(folder, name))) {
        await rm(join(folder, name), { force: true });
        waiting.shift();
        tries = 0;
        continue;
      }
      tries += 1;
      logger.warn({ waiting: waiting.length, tries }, 'Hilo does not take what WhatsApp told; trying again');
      await sleep(pauseMs(tries), undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  async function isTold(file: string): Promise<boolean> {
    const event = await readEvent(file);
    if (event !== null) return deliver(event);
    logger.error('an event that waited cannot be read; it is left out');
    return true;
  }
}

async function readEvent(file: string): Promise<BridgeEvent | null> {
  try {
    return bridgeEvent.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** 1, 2, 4 … 60 seconds. */
function backoff(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, 500 * 2 ** tries);
}
