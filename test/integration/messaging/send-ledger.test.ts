import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { createDataSource } from '../../../db/data-source';
import { createSendLedger } from '../../../db/repositories/send-ledger';
import { mergeReport } from '../../../domain/messaging/delivery-lattice';
import type { DeliveryStatus } from '../../../domain/messaging/outcome';
import type { SendState } from '../../../domain/messaging/send';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';

describe('the send ledger', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  const report = (status: DeliveryStatus, ids: { providerId: string; attemptId?: string }) =>
    rig.ledger.merge({
      channel: 'simulator',
      attemptId: null,
      code: status === 'failed' ? '63024' : null,
      status,
      at: Date.now(),
      ...ids,
    });
  const accept = async (sendId: string, providerId: string) => {
    const claim = rig.claimOf(sendId);
    await rig.ledger.claim(claim);
    return rig.ledger.settle(claim, { state: 'accepted', providerId }, { now: Date.now(), responseMs: 5 });
  };

  it('makes one row of one key, however often and at once it is asked', async () => {
    const request = {
      accountId: rig.accountId,
      idempotencyKey: 'enrollment:1:s1d1:a1',
      contactId: rig.contactId,
      channel: 'simulator' as const,
      content: { kind: 'text' as const, text: 'Hola' },
    };
    const rows = await Promise.all(Array.from({ length: 20 }, () => rig.ledger.reserve(request)));
    expect(new Set(rows.map(({ send }) => send.id)).size).toBe(1);
    expect(rows.filter(({ fresh }) => fresh)).toHaveLength(1);
  });

  it('refuses the claim of a contact that opted out a moment ago', async () => {
    const contactId = await rig.contact('+573001210002');
    const send = await rig.reserve(contactId);
    await rig.contacts.optOut(rig.accountId, contactId, new Date());
    await expect(rig.ledger.claim(rig.claimOf(send.id))).resolves.toBeNull();
    expect(await rig.read(send.id)).toMatchObject({ state: 'reserved', attempts: 0 });
  });

  it('keeps what a report settled that was quicker than the provider’s answer', async () => {
    const { id } = await rig.reserve();
    const claim = rig.claimOf(id);
    await rig.ledger.claim(claim);
    const providerId = uuidv7();
    await report('delivered', { providerId, attemptId: claim.attemptId });
    const settled = await rig.ledger.settle(
      claim,
      { state: 'accepted', providerId },
      { now: Date.now(), responseMs: 5 },
    );
    expect(settled).toMatchObject({ state: 'delivered', providerId });
  });

  it('settles a row whose answer was lost by the attempt id that a report carries', async () => {
    const { id } = await rig.reserve();
    const claim = rig.claimOf(id);
    await rig.ledger.claim(claim);
    const providerId = uuidv7();
    await report('accepted', { providerId, attemptId: claim.attemptId });
    expect(await rig.read(id)).toMatchObject({ state: 'accepted', providerId, nextCheckAt: null });
  });

  it('is not moved by a report about a message or an attempt it does not know', async () => {
    const { id } = await rig.reserve();
    await accept(id, 'SM-known');
    await expect(report('read', { providerId: uuidv7() })).resolves.toBeNull();
    await expect(report('read', { providerId: uuidv7(), attemptId: uuidv7() })).resolves.toBeNull();
    expect((await rig.read(id)).state).toBe('accepted');
  });

  it('gives two rows never the same message of the provider', async () => {
    const [one, other] = [await rig.reserve(), await rig.reserve()];
    await accept(one.id, 'SM-once');
    await expect(accept(other.id, 'SM-once')).rejects.toThrow(/send_provider_unique/);
    await expect(rig.ledger.ownedProviderIds('simulator', ['SM-once', 'SM-free'])).resolves.toEqual(
      new Set(['SM-once']),
    );
  });

  it('ends in the state the rules say, whatever the order and number of reports', async () => {
    const statuses = fc.constantFrom<DeliveryStatus[]>('accepted', 'delivered', 'read', 'failed');
    await fc.assert(
      fc.asyncProperty(fc.array(statuses, { minLength: 1, maxLength: 6 }), async (list) => {
        const { id } = await rig.reserve();
        const providerId = uuidv7();
        await accept(id, providerId);
        await Promise.all(list.map((status) => report(status, { providerId })));
        expect((await rig.read(id)).state).toBe(list.reduce<SendState>(mergeReport, 'accepted'));
      }),
      { numRuns: 40 },
    );
  });

  it('hands out slots an interval apart, over two processes at once', async () => {
    const second = await createDataSource({ url: rig.database.url, poolSize: 5 }).initialize();
    const other = createSendLedger(second);
    const now = Date.now();
    const sends = await Promise.all(Array.from({ length: 20 }, () => rig.reserve()));
    const limits = [
      { name: 'sender:shared', intervalMs: 10 },
      { name: 'program:paced', intervalMs: 250 },
    ];
    const slots = await Promise.all(
      sends.map((send, index) => (index % 2 ? other : rig.ledger).leaseSlot(send, limits, now)),
    );
    await second.destroy();
    const inOrder = slots.sort((a, b) => a - b);
    for (const [place, slot] of inOrder.entries()) {
      expect(slot - (inOrder[place - 1] ?? 0)).toBeGreaterThanOrEqual(250);
    }
    // The last in the program's queue waits for seconds; another message of the sender does not.
    const [senderOnly] = limits;
    const another = await rig.ledger.leaseSlot(await rig.reserve(), senderOnly ? [senderOnly] : [], now);
    expect(another - now).toBe(20 * 10);
  });

  it('gives the sweep every lost answer that is due, and none that is not', async () => {
    const [due, later] = [await rig.reserve(), await rig.reserve()];
    const now = Date.now();
    await rig.ledger.claim({ ...rig.claimOf(due.id), checkAt: now - 1 });
    await rig.ledger.claim({ ...rig.claimOf(later.id), checkAt: now + 60_000 });
    const found = await rig.ledger.dueForSweep(now, 100);
    expect(found).toContain(due.id);
    expect(found).not.toContain(later.id);
    await expect(rig.ledger.claimLookup(due.id, now, 30_000)).resolves.toMatchObject({ id: due.id });
    await expect(rig.ledger.claimLookup(due.id, now, 30_000)).resolves.toBeNull();
  });
});
