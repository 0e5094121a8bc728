import { createSweepsActivities, type SweepsDeps } from '../../../activities/sweeps.activities';
import type { StoredInbound } from '../../../db/repositories/inbound-messages';

/** A sweep of messages whose handling the test decides. */
function createSweep(handle: (id: string) => Promise<boolean>) {
  const handled: string[] = [];
  const failed: string[] = [];
  const noted: string[] = [];
  const messages = ['one', 'two', 'three'].map((id) => ({ id }) as StoredInbound);
  let storedBefore = 0;
  const deps: Partial<SweepsDeps> = {
    clock: () => 100_000,
    inboundMessages: {
      unhandled: (before: Date) => {
        storedBefore = before.getTime();
        return Promise.resolve(messages);
      },
      noteFailure: (id: string) => Promise.resolve(void noted.push(id)),
    } as unknown as SweepsDeps['inboundMessages'],
    handleMessage: async ({ id }) => {
      const done = await handle(id);
      if (done) handled.push(id);
      return done;
    },
    onMessageFailed: ({ id }) => void failed.push(id),
  };
  const { handleMessages } = createSweepsActivities(deps as SweepsDeps);
  return { handled, failed, noted, handleMessages, storedBefore: () => storedBefore };
}

describe('the sweep of stored messages', () => {
  it('leaves those of the last ten seconds to whoever received them', async () => {
    const sweep = createSweep(() => Promise.resolve(true));
    await expect(sweep.handleMessages()).resolves.toBe(3);
    expect(sweep.storedBefore()).toBe(90_000);
  });

  it('goes past one that cannot be handled', async () => {
    const sweep = createSweep((id) =>
      id === 'two' ? Promise.reject(new Error('poison')) : Promise.resolve(true),
    );
    await expect(sweep.handleMessages()).resolves.toBe(2);
    expect([sweep.handled, sweep.failed, sweep.noted]).toEqual([['one', 'three'], ['two'], ['two']]);
  });

  it('ends at the first that finds Temporal away: the next sweep takes the rest', async () => {
    const sweep = createSweep((id) => Promise.resolve(id === 'one'));
    await expect(sweep.handleMessages()).resolves.toBe(1);
    expect(sweep.handled).toEqual(['one']);
  });
});
