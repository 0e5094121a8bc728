import { createDispatcher, type DispatcherDeps } from '../../../activities/messaging/dispatcher';
import type { Channel, OutboundMessage } from '../../../channels/channel';
import { SIMULATOR_CAPABILITIES } from '../../../channels/simulator/capabilities';
import { createParkedMessages } from '../../../db/repositories/parked-messages';
import { MOST_FAILURES } from '../../../domain/messaging/most-failures';
import type { SendOutcome } from '../../../domain/messaging/outcome';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';

describe('dispatching', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  /** What a dispatcher works with in one process, whose provider does what the test says. */
  function dispatcherDeps(
    send: (message: OutboundMessage) => Promise<SendOutcome>,
    messagesPerSecond = Number.POSITIVE_INFINITY,
  ): DispatcherDeps {
    const channel: Channel = {
      name: 'simulator',
      sender: 'test',
      messagesPerSecond,
      windowApplies: false,
      capabilities: SIMULATOR_CAPABILITIES,
      send,
    };
    return {
      ledger: rig.ledger,
      contacts: rig.contacts,
      channels: { of: () => Promise.resolve(channel) },
      clock: () => Date.now(),
      checkDelays: [60_000],
      parked: createParkedMessages(rig.database.dataSource),
    };
  }
  const dispatcherTo = (...how: Parameters<typeof dispatcherDeps>) =>
    createDispatcher(dispatcherDeps(...how));
  const take = (message: OutboundMessage): SendOutcome => ({
    kind: 'accepted',
    providerId: `taken_${message.attemptId}`,
  });

  it('of one row by twenty processes at once calls the provider once', async () => {
    const calls: string[] = [];
    const send = await rig.reserve();
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        dispatcherTo(async (message) => {
          calls.push(message.sendId);
          return take(message);
        }).dispatch(send),
      ),
    );
    expect(calls).toEqual([send.id]);
    expect(results.map(({ kind }) => kind)).toContain('settled');
    expect(await rig.read(send.id)).toMatchObject({ state: 'accepted', attempts: 1 });
  });

  it('of a row that fails in Hilo itself again and again parks it, and is never a call', async () => {
    const calls: string[] = [];
    const dispatcher = createDispatcher({
      ...dispatcherDeps((message) => {
        calls.push(message.sendId);
        return Promise.resolve(take(message));
      }),
      channels: { of: () => Promise.reject(new TypeError('a defect')) },
    });
    const send = await rig.reserve();
    for (let n = 1; n < MOST_FAILURES; n += 1) {
      const result = await dispatcher.dispatch(await rig.read(send.id));
      expect(result).toMatchObject({ kind: 'later', why: 'it failed in Hilo itself: TypeError' });
    }
    expect(await dispatcher.dispatch(await rig.read(send.id))).toMatchObject({
      kind: 'settled',
      send: { state: 'rejected', resultCode: 'parked' },
    });
    expect(calls).toEqual([]);
  });

  it('of a row that meets an outage is not counted against it, however long that lasts', async () => {
    const away = Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' });
    const deps = dispatcherDeps((message) => Promise.resolve(take(message)));
    const meeting = createDispatcher({ ...deps, channels: { of: () => Promise.reject(away) } });
    const send = await rig.reserve();
    for (let n = 0; n <= MOST_FAILURES; n += 1) {
      await expect(meeting.dispatch(await rig.read(send.id))).resolves.toMatchObject({ kind: 'later' });
    }
    const result = await createDispatcher(deps).dispatch(await rig.read(send.id));
    expect(result).toMatchObject({ kind: 'settled', send: { state: 'accepted' } });
  });

  it('of a row for later waits for its time', async () => {
    const scheduledFor = Date.now() + 3_600_000;
    const { send } = await rig.ledger.reserve({
      ...(await rig.reserve()),
      idempotencyKey: 'test:later',
      scheduledFor,
    });
    const result = await dispatcherTo((message) => Promise.resolve(take(message))).dispatch(send);
    expect(result).toMatchObject({ kind: 'later', at: scheduledFor });
  });

  it('has committed the row as dispatching, with its attempt, before the provider hears of it', async () => {
    const send = await rig.reserve();
    const seen: unknown[] = [];
    await dispatcherTo(async (message) => {
      const { state, attemptId, attempts } = await rig.read(message.sendId);
      seen.push({ state, attempts, sameAttempt: attemptId === message.attemptId });
      return take(message);
    }).dispatch(send);
    expect(seen).toEqual([{ state: 'dispatching', attempts: 1, sameAttempt: true }]);
  });

  it('of messages that come at once keeps to the sender’s rate, each claimed once and called at its slot', async () => {
    const calledAt: number[] = [];
    const dispatcher = dispatcherTo((message) => {
      calledAt.push(Date.now());
      return Promise.resolve(take(message));
    }, 40);
    const sends = await Promise.all(Array.from({ length: 5 }, () => rig.reserve()));
    await Promise.all(sends.map((send) => dispatcher.dispatch(send)));
    const rows = await Promise.all(sends.map(({ id }) => rig.read(id)));
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(rows.map(() => ['accepted', 1]));
    const slots = rows.map(({ notBefore }) => notBefore ?? 0).sort((a, b) => a - b);
    // A timer may fire a millisecond early.
    for (const [n, at] of calledAt.entries()) expect(at).toBeGreaterThanOrEqual((slots[n] ?? 0) - 1);
    expect((slots[4] ?? 0) - (slots[0] ?? 0)).toBeGreaterThanOrEqual(4 * 25);
  });

  it('of a program with a long queue holds up no other message of the same sender', async () => {
    const dispatcher = dispatcherTo((message) => Promise.resolve(take(message)), 80);
    const pace = [{ name: 'program:slow', intervalMs: 60_000 }];
    for (let queued = 0; queued < 3; queued += 1) await dispatcher.dispatch(await rig.reserve(), pace);
    await expect(dispatcher.dispatch(await rig.reserve())).resolves.toMatchObject({ kind: 'settled' });
  });

  it('withholds from a contact that opts out between reserving and dispatching', async () => {
    const contactId = await rig.contact('+573001210009');
    const send = await rig.reserve(contactId);
    await rig.contacts.optOut(rig.accountId, contactId, new Date());
    const result = await dispatcherTo(() => Promise.reject(new Error('never called'))).dispatch(send);
    expect(result).toMatchObject({ kind: 'settled', send: { state: 'suppressed', resultCode: 'opted-out' } });
  });

  it('opts a contact out when the provider refuses it as such', async () => {
    const contactId = await rig.contact('+573001210010');
    const send = await rig.reserve(contactId);
    const refusal = { kind: 'rejected', code: '21610', detail: 'unsubscribed', optedOut: true } as const;
    await dispatcherTo(() => Promise.resolve(refusal)).dispatch(send);
    const contact = await rig.contacts.get(rig.accountId, contactId);
    expect(contact?.optedOutAt).toBeInstanceOf(Date);
  });

  it('leaves a row alone whose attempt is another process’s, until its look-up is due', async () => {
    const send = await rig.reserve();
    await rig.ledger.claim(rig.claimOf(send.id));
    const result = await dispatcherTo(() => Promise.reject(new Error('never called'))).dispatch(
      await rig.read(send.id),
    );
    expect(result.kind).toBe('later');
    expect((await rig.read(send.id)).state).toBe('dispatching');
  });

  it('lets one process look up a lost answer at a time', async () => {
    const send = await rig.reserve();
    await rig.ledger.claim({ ...rig.claimOf(send.id), checkAt: Date.now() - 1 });
    const lost = await rig.read(send.id);
    const never = () => Promise.reject(new Error('never called'));
    await Promise.all(Array.from({ length: 10 }, () => dispatcherTo(never).dispatch(lost)));
    expect(await rig.read(send.id)).toMatchObject({ state: 'unconfirmed', attempts: 1 });
  });
});
