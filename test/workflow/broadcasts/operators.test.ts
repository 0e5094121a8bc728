import {
  cancelBroadcast,
  getBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  retryFailedSends,
  scheduleBroadcast,
  setBroadcastRate,
} from '../../../workflows/broadcasts/contract';
import { createBroadcastRig, type BroadcastRig } from '../../support/broadcast-rig';
import { listedPhone } from '../../support/list-people';
import { until } from '../../support/pace';

const refused = { kind: 'rejected', code: '63024', detail: 'not there', optedOut: false } as const;

describe('what an operator asks of a broadcast', () => {
  let rig: BroadcastRig;
  beforeAll(async () => {
    rig = await createBroadcastRig();
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    rig.outside.accepted.length = 0;
  });

  const accepted = (wanted: number) =>
    until({
      for: `${wanted} accepted messages`,
      look: () => rig.outside.accepted.length,
      is: (count) => count === wanted,
    });

  /** A broadcast whose second batch waits at the provider, with one lane. */
  async function heldUp(refusedBefore = 0) {
    const { id } = await rig.draft(30, { batchSize: 10, lanes: 1 });
    const letGo = rig.outside.holdUp(listedPhone(15));
    const handle = await rig.start(id);
    await accepted(19 - refusedBefore);
    return { id, handle, letGo };
  }

  it('pauses: what is in flight ends, nothing else begins, and resuming goes on where it was', async () => {
    const { id, handle, letGo } = await heldUp();
    const paused = await handle.executeUpdate(pauseBroadcast, { args: [{ reason: 'wrong price' }] });
    expect(paused).toMatchObject({ state: 'paused', reason: 'wrong price' });
    letGo();
    const sent = async () => (await rig.progress(id)).sent;
    await until({ for: '20 messages on record', look: sent, is: (count) => count === 20 });
    await rig.env.sleep('1 hour');
    await expect(rig.progress(id)).resolves.toMatchObject({ state: 'paused', sent: 20, pending: 10 });
    await handle.executeUpdate(resumeBroadcast);
    expect(await handle.result()).toMatchObject({ state: 'completed', sent: 30 });
    expect(new Set(rig.outside.accepted.map(({ to }) => to)).size).toBe(30);
    expect(rig.outside.accepted).toHaveLength(30);
  });

  it('cancels with an exact account of who got it', async () => {
    const { id, handle, letGo } = await heldUp();
    await handle.executeUpdate(cancelBroadcast, { args: [{ reason: 'called off' }] });
    letGo();
    expect(await handle.result()).toMatchObject({ state: 'cancelled', total: 30, sent: 20, cancelled: 10 });
    expect(rig.outside.accepted).toHaveLength(20);
    await expect(rig.progress(id)).resolves.toMatchObject({ state: 'cancelled', pending: 0 });
  });

  it('starts a scheduled one at its time, or at another it is moved to', async () => {
    const { id } = await rig.draft(3);
    const now = await rig.now();
    const handle = await rig.start(id, { startAt: now + 3_600_000 });
    await handle.executeUpdate(scheduleBroadcast, { args: [{ startAt: now + 7_200_000 }] });
    await expect(rig.progress(id)).resolves.toMatchObject({ state: 'scheduled' });
    await handle.result();
    const first = Math.min(...rig.outside.accepted.map(({ at }) => at));
    expect(first).toBeGreaterThanOrEqual(now + 7_200_000);
    expect(rig.outside.accepted).toHaveLength(3);
  });

  it('refuses a second pause, resuming what is not paused, and a rate that is none', async () => {
    const { handle, letGo } = await heldUp();
    const words = (asked: Promise<unknown>) =>
      asked.then(
        () => 'done',
        (error: unknown) => (error as { cause?: Error }).cause?.message,
      );
    await expect(words(handle.executeUpdate(resumeBroadcast))).resolves.toMatch(/only a paused one/);
    await expect(
      words(handle.executeUpdate(setBroadcastRate, { args: [{ ratePerSecond: 0 }] })),
    ).resolves.toMatch(/more than 0/);
    await expect(words(handle.executeUpdate(scheduleBroadcast, { args: [{ startAt: 1 }] }))).resolves.toMatch(
      /has begun/,
    );
    await handle.executeUpdate(pauseBroadcast, { args: [{ reason: 'a' }] });
    await expect(words(handle.executeUpdate(pauseBroadcast, { args: [{ reason: 'b' }] }))).resolves.toMatch(
      /paused already/,
    );
    await handle.executeUpdate(cancelBroadcast, { args: [{ reason: 'done with' }] });
    letGo();
    await handle.result();
  });

  it('pauses itself when the provider refuses the template, and tells why', async () => {
    const { id } = await rig.draft(30, { batchSize: 10, lanes: 1 });
    rig.outside.script(listedPhone(12), { ...refused, detail: 'The template is paused', blames: 'template' });
    const handle = await rig.start(id);
    const state = async () => (await handle.query(getBroadcast)).state;
    await until({ for: 'the workflow to pause', look: state, is: (now) => now === 'paused' });
    await rig.untilPaused(id);
    await expect(rig.progress(id)).resolves.toMatchObject({
      reason: 'The template is paused.',
      sent: 19,
      failed: 1,
      pending: 10,
    });
    await handle.executeUpdate(resumeBroadcast);
    expect(await handle.result()).toMatchObject({ sent: 29, failed: 1 });
  });

  it('pauses itself when a delivery report says that the template is paused, and goes on once it is resumed', async () => {
    const { id } = await rig.draft(30, { channel: 'twilio', batchSize: 10, lanes: 1 });
    const letGo = rig.outside.holdUp(listedPhone(15));
    const handle = await rig.start(id);
    await accepted(19);
    const [first] = rig.outside.accepted;
    const report = { channel: 'twilio', providerId: first?.providerId ?? '', attemptId: null };
    const found = () => rig.ledger.findReported(report);
    await until({ for: 'the send that is reported', look: found, is: (send) => send !== null });
    await rig.ledger.merge({ ...report, status: 'failed', code: '63041', at: Date.now() });
    letGo();
    await rig.untilPaused(id);
    const { reason, sent, failed } = await rig.progress(id);
    expect(reason).toMatch(/the template is paused/);
    expect({ sent, failed }).toEqual({ sent: 19, failed: 1 });
    await handle.executeUpdate(resumeBroadcast);
    expect(await handle.result()).toMatchObject({ sent: 29, failed: 1 });
  });

  it('pauses itself when too many of the last 200 are refused', async () => {
    const { id } = await rig.draft(600, { batchSize: 50, lanes: 1, failureLimit: 0.3 });
    for (let n = 101; n <= 400; n += 2) rig.outside.script(listedPhone(n), refused);
    const handle = await rig.start(id);
    await rig.untilPaused(id);
    const { reason, sent } = await rig.progress(id);
    expect(reason).toMatch(/% of the last messages were refused; the limit is 30 %/);
    expect(sent).toBeLessThan(450);
    await handle.executeUpdate(cancelBroadcast, { args: [{ reason: 'a bad list' }] });
    await handle.result();
    for (let n = 101; n <= 400; n += 2) rig.outside.script(listedPhone(n));
  });

  it('sends only what was refused again, also after it was completed', async () => {
    const { id } = await rig.draft(5);
    rig.outside.script(listedPhone(4), refused);
    await (await rig.start(id)).result();
    const again = await rig.start(id, { retryFailed: { codes: ['63024'] } });
    expect(await again.result()).toMatchObject({ state: 'completed', sent: 5, failed: 0 });
    expect(rig.outside.accepted).toHaveLength(5);
  });

  it('retries while it runs, and leaves refusals of other reasons alone', async () => {
    rig.outside.script(listedPhone(2), refused);
    rig.outside.script(listedPhone(3), { ...refused, code: '21211' });
    const { handle, letGo } = await heldUp(2);
    await handle.executeUpdate(retryFailedSends, { args: [{ codes: ['63024'] }] });
    letGo();
    expect(await handle.result()).toMatchObject({ sent: 29, failed: 1 });
  });
});
