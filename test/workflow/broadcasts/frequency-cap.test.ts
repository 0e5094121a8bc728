import type { BroadcastResult } from '../../../workflows/broadcasts/contract';
import { createBroadcastRig, type BroadcastRig } from '../../support/broadcast-rig';

const DAY_MS = 86_400_000;
const WEEKLY = { messages: 1, days: 7 };

describe('the cap on broadcasts to one contact', () => {
  let rig: BroadcastRig;
  // The server's clock skips to the end of a workflow's longest life; the days that count here are set by hand.
  let now = Date.UTC(2026, 10, 16, 15);
  beforeAll(async () => {
    rig = await createBroadcastRig({ clock: () => now });
  });
  afterAll(() => rig.close());

  async function sendTo(people: number): Promise<BroadcastResult> {
    const { id } = await rig.draft(people, { frequencyCap: WEEKLY });
    return (await (await rig.start(id)).result()) as BroadcastResult;
  }

  it('holds for as many days as it says, and for whoever got the earlier one', async () => {
    const began = now;
    expect(await sendTo(2)).toMatchObject({ sent: 2, suppressed: 0 });
    now = began + 7 * DAY_MS - 60_000;
    expect(await sendTo(3)).toMatchObject({ sent: 1, suppressed: 2 });
    now = began + 7 * DAY_MS + 60_000;
    expect(await sendTo(3)).toMatchObject({ sent: 2, suppressed: 1 });
    expect(rig.outside.accepted).toHaveLength(5);
  });
});
