import type { Kept } from './keep-running';

/** Stops in the reverse order of starting: what serves people first, what keeps their data last. */
export async function stopEverything(running: readonly Kept[], say: (line: string) => void): Promise<void> {
  for (const part of running.toReversed()) {
    await part.stop();
    say(`${part.name} stopped`);
  }
}
