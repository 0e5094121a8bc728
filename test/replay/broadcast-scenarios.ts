import type { temporal } from '@temporalio/proto';
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  scheduleBroadcast,
  setBroadcastRate,
} from '../../workflows/broadcasts/contract';
import type { BroadcastRig } from '../support/broadcast-rig';
import { listedPhone } from '../support/list-people';
import { until } from '../support/pace';

type History = temporal.api.history.v1.IHistory;

/** What a broadcast can go through; each gives the history of its last run. */
export const BROADCAST_SCENARIOS: Record<string, (rig: BroadcastRig) => Promise<History>> = {
  async completed(rig) {
    const { id } = await rig.draft(30, { batchSize: 10 });
    return ended(await rig.start(id));
  },
  async 'batches-in-turn'(rig) {
    const { id } = await rig.draft(150, { batchSize: 10, lanes: 2 });
    return ended(await rig.start(id));
  },
  async 'waited-and-looked-up'(rig) {
    const { id } = await rig.draft(5, { channel: 'twilio' });
    rig.outside.script(listedPhone(1), { kind: 'not-sent', detail: 'later', retryAfterMs: 60_000 });
    rig.outside.script(listedPhone(2), 'accept-unheard');
    return ended(await rig.start(id));
  },
  async 'scheduled-paused-resumed'(rig) {
    const { id } = await rig.draft(10);
    const startAt = (await rig.now()) + 3_600_000;
    const handle = await rig.start(id, { startAt });
    await handle.executeUpdate(scheduleBroadcast, { args: [{ startAt: startAt + 60_000 }] });
    await handle.executeUpdate(pauseBroadcast, { args: [{ reason: 'not yet' }] });
    await handle.executeUpdate(setBroadcastRate, { args: [{ ratePerSecond: 50 }] });
    await handle.executeUpdate(resumeBroadcast);
    await handle.executeUpdate(setBroadcastRate, { args: [{ ratePerSecond: null }] });
    return ended(handle);
  },
  async cancelled(rig) {
    const { id } = await rig.draft(30, { batchSize: 10, lanes: 1 });
    const letGo = rig.outside.holdUp(listedPhone(15));
    const handle = await rig.start(id);
    const held = () => rig.outside.isHeldUp(listedPhone(15));
    await until({ for: 'a message that is held up', look: held, is: Boolean });
    await handle.executeUpdate(cancelBroadcast, { args: [{ reason: 'called off' }] });
    letGo();
    return ended(handle);
  },
  async 'paused-by-itself'(rig) {
    const { id } = await rig.draft(20, { batchSize: 10, lanes: 1 });
    const refusal = { kind: 'rejected', code: '63041', detail: 'paused', optedOut: false } as const;
    rig.outside.script(listedPhone(3), { ...refusal, blames: 'template' });
    const handle = await rig.start(id);
    await rig.untilPaused(id);
    await handle.executeUpdate(resumeBroadcast);
    return ended(handle);
  },
  async 'sent-again'(rig) {
    const { id } = await rig.draft(3);
    rig.outside.script(listedPhone(3), { kind: 'rejected', code: '63024', detail: 'no', optedOut: false });
    await (await rig.start(id)).result();
    return ended(await rig.start(id, { retryFailed: { codes: null } }));
  },
  async 'continued-as-new'(rig) {
    const { id } = await rig.draft(4_100, { batchSize: 1 });
    const handle = await rig.start(id);
    await handle.result();
    return rig.env.client.workflow.getHandle(handle.workflowId).fetchHistory();
  },
};

async function ended(handle: {
  result(): Promise<unknown>;
  fetchHistory(): Promise<History>;
}): Promise<History> {
  await handle.result();
  return handle.fetchHistory();
}
