import { uuidv7 } from 'uuidv7';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBroadcastSends, type PlannedSend } from '../../../db/repositories/broadcast-sends';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import { createRateLeases } from '../../../db/repositories/rate-leases';
import type { Broadcast } from '../../../domain/broadcasts/broadcast';
import type { NamedLimit } from '../../../domain/messaging/sender-limits';
import { smallBroadcast } from '../../support/broadcast-plan';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';
import { createListedBroadcast } from '../../support/list-people';

const QUERY = { channel: 'simulator' as const, capDays: null };

describe('the claims of batches', () => {
  let rig: LedgerRig;
  let made = 0;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());
  const db = () => rig.database.dataSource;
  const sends = () => createBroadcastSends(db());

  async function running(people: number): Promise<Broadcast> {
    made += 1;
    const plan = smallBroadcast(rig.accountId, { title: `Claims ${made}` });
    const { id } = await createListedBroadcast(db(), plan, people);
    const changed = await createBroadcasts(db()).change(rig.accountId, id, { to: { state: 'running' } });
    if (!changed) throw new Error('The broadcast vanished');
    return changed;
  }
  const of = ({ id, accountId, channel, botId }: Broadcast) => ({
    accountId,
    broadcastId: id,
    channel,
    botId,
  });
  /** Everybody of a range, all to be called. */
  async function planned(broadcast: Broadcast, range: { from: number; to: number }): Promise<PlannedSend[]> {
    const turns = await sends().candidates(of(broadcast), range, { ...QUERY, now: Date.now() });
    return turns.map(({ ordinal, contactId }) => ({
      ordinal,
      contactId,
      sendId: uuidv7(),
      attemptId: uuidv7(),
      content: { kind: 'text', text: 'Hola' },
      plan: { state: 'dispatching' },
    }));
  }
  const claim = async (broadcast: Broadcast, plans: readonly PlannedSend[]) =>
    sends().claim(of(broadcast), plans, { now: Date.now(), checkAt: Date.now() + 30_000, fresh: true });
  const tallyOf = ({ id }: Broadcast) => createBroadcasts(db()).tally(rig.accountId, id);

  it('give each recipient to one batch, however many claim at once', async () => {
    const broadcast = await running(50);
    const plans = await Promise.all(Array.from({ length: 6 }, () => planned(broadcast, { from: 1, to: 50 })));
    const claims = await Promise.all(plans.map((each) => claim(broadcast, each)));
    expect(claims.reduce((sum, { size }) => sum + size, 0)).toBe(50);
    await expect(tallyOf(broadcast)).resolves.toMatchObject({ dispatching: 50 });
  });

  it('get nothing of a paused broadcast', async () => {
    const broadcast = await running(5);
    const plans = await planned(broadcast, { from: 1, to: 5 });
    await createBroadcasts(db()).change(rig.accountId, broadcast.id, { to: { state: 'paused' } });
    await expect(claim(broadcast, plans)).resolves.toEqual(new Set());
    await expect(tallyOf(broadcast)).resolves.toMatchObject({ dispatching: 0, suppressed: 0 });
  });

  it('leave out a contact that opted out after the batch was read, and say so', async () => {
    const broadcast = await running(2);
    const plans = await planned(broadcast, { from: 1, to: 2 });
    const gone = plans[0]?.contactId ?? '';
    await rig.contacts.optOut(rig.accountId, gone, new Date());
    await expect(claim(broadcast, plans)).resolves.toEqual(new Set([plans[1]?.sendId]));
    await expect(tallyOf(broadcast)).resolves.toMatchObject({ suppressed: 1, dispatching: 1 });
    await rig.contacts.optIn(rig.accountId, gone, { source: 'test', at: new Date() });
  });

  it('leave what a dead worker had claimed to the look-ups, for batches that come back too', async () => {
    const broadcast = await running(3);
    await claim(broadcast, await planned(broadcast, { from: 1, to: 3 }));
    await expect(claim(broadcast, await planned(broadcast, { from: 1, to: 3 }))).resolves.toEqual(new Set());
    const open = await sends().open(of(broadcast), Date.now());
    expect(open).toMatchObject({ due: 0, open: 3 });
    const later = (open.nextAt ?? 0) + 1;
    await expect(sends().dueLookUps(of(broadcast), later, 10)).resolves.toHaveLength(3);
  });

  it('record what came of each, but not over a report that was quicker', async () => {
    const broadcast = await running(4);
    const plans = await planned(broadcast, { from: 1, to: 4 });
    await claim(broadcast, plans);
    const [first, second, third, fourth] = plans.map(({ sendId, attemptId }) => ({ sendId, attemptId }));
    if (!first || !second || !third || !fourth) throw new Error('Four were planned');
    const providerId = uuidv7();
    await rig.ledger.merge({
      channel: 'simulator',
      providerId,
      attemptId: first.attemptId,
      status: 'delivered',
      code: null,
      at: Date.now(),
    });
    const rejected = { state: 'rejected' as const, code: '63024', detail: 'no', optedOut: false };
    const later = {
      state: 'reserved' as const,
      notBefore: Date.now() + 5000,
      attemptSpent: false,
      detail: 'slow',
    };
    await sends().record(
      rig.accountId,
      [
        { ...first, settlement: { state: 'accepted', providerId }, responseMs: 5 },
        { ...second, settlement: rejected, responseMs: 5 },
        { ...third, settlement: later, responseMs: 5 },
        { ...fourth, settlement: { state: 'unconfirmed', detail: 'nobody knows' }, responseMs: 5 },
      ],
      Date.now(),
    );
    await expect(tallyOf(broadcast)).resolves.toMatchObject({
      delivered: 1,
      accepted: 0,
      rejected: 1,
      reserved: 1,
      unconfirmed: 1,
    });
    expect(await rig.read(third.sendId)).toMatchObject({ attempts: 0, state: 'reserved' });
  });

  it('record the rest of a batch when a provider gives one message to two of its rows', async () => {
    const broadcast = await running(2);
    const plans = await planned(broadcast, { from: 1, to: 2 });
    await claim(broadcast, plans);
    const settlement = { state: 'accepted' as const, providerId: uuidv7() };
    const recorded = plans.map(({ sendId, attemptId }) => ({ sendId, attemptId, settlement, responseMs: 5 }));
    await sends().record(rig.accountId, recorded, Date.now());
    await expect(tallyOf(broadcast)).resolves.toMatchObject({ accepted: 1, dispatching: 1 });
  });
});

describe('the slots of a sender', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  it('are given to one batch each, whoever asks at once', async () => {
    const leases = createRateLeases(rig.database.dataSource);
    const limits = [{ name: 'broadcasts:twilio:+1', intervalMs: 12.5 }];
    const request = { count: 20, now: 1_000_000, horizonMs: 60_000 };
    const blocks = await Promise.all(
      Array.from({ length: 8 }, () => leases.take(rig.accountId, limits, request)),
    );
    const starts = blocks.flatMap((block) => (block.kind === 'block' ? [block.startAt] : []));
    expect(starts.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, n) => 1_000_000 + n * 250));
  });

  it('come slower after the provider asked to slow down, and at full pace again half a minute later', async () => {
    const leases = createRateLeases(rig.database.dataSource);
    const limits = [{ name: 'broadcasts:twilio:+2', intervalMs: 10 }];
    const at = (now: number) => leases.take(rig.accountId, limits, { count: 1, now, horizonMs: 60_000 });
    const [limit] = limits;
    if (!limit) throw new Error('There is one limit');
    await leases.slowDown(rig.accountId, limit, { now: 1_000_000, restMs: 0 });
    const slowed = await at(1_000_000);
    expect(slowed.kind === 'block' && slowed.intervalMs).toBeCloseTo(10 / 0.7, 1);
    expect(await at(1_030_000)).toMatchObject({ kind: 'block', intervalMs: 10 });
  });

  it('are none at all while the provider asks the whole sender to rest', async () => {
    const leases = createRateLeases(rig.database.dataSource);
    const limit = { name: 'broadcasts:telegram:7', intervalMs: 10 };
    await leases.slowDown(rig.accountId, limit, { now: 1_000_000, restMs: 7_000 });
    const request = { count: 1, now: 1_000_000, horizonMs: 250 };
    expect(await leases.take(rig.accountId, [limit], request)).toMatchObject({
      kind: 'later',
      at: 1_006_750,
    });
  });

  it("of the platform's own sender are shared by all accounts, those of an account's own by nobody", async () => {
    const leases = createRateLeases(rig.database.dataSource);
    const { id: other } = await createAccounts(rig.database.dataSource).create('Other');
    const request = { count: 10, now: 1_000_000, horizonMs: 60_000 };
    const startOf = async (accountId: string, limit: NamedLimit) => {
      const taken = await leases.take(accountId, [limit], request);
      return taken.kind === 'block' ? taken.startAt : null;
    };
    const shared = { name: 'sender:twilio:+3', intervalMs: 10, shared: true } as const;
    const starts = await Promise.all([startOf(rig.accountId, shared), startOf(other, shared)]);
    expect(starts.sort()).toEqual([1_000_000, 1_000_100]);
    const send = await rig.reserve();
    await expect(rig.ledger.leaseSlot(send, [shared], 1_000_000)).resolves.toBe(1_000_200);
    const own = { name: 'sender:twilio:+4', intervalMs: 10 };
    await expect(startOf(rig.accountId, own)).resolves.toBe(1_000_000);
    await expect(startOf(other, own)).resolves.toBe(1_000_000);
  });
});
