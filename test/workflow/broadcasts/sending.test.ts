import type { BroadcastResult } from '../../../workflows/broadcasts/contract';
import { createBroadcastRig, type BroadcastRig } from '../../support/broadcast-rig';
import { listedPhone } from '../../support/list-people';

const hourInColombia = (at: number) => new Date(at - 5 * 3_600_000).getUTCHours();

describe('a broadcast', () => {
  let rig: BroadcastRig;
  beforeAll(async () => {
    rig = await createBroadcastRig();
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    rig.outside.accepted.length = 0;
  });

  it('sends each of its list the message once, with their own words', async () => {
    const { id } = await rig.draft(250, { batchSize: 40 });
    const handle = await rig.start(id);
    const result = (await handle.result()) as BroadcastResult;
    expect(result).toEqual({
      state: 'completed',
      total: 250,
      sent: 250,
      failed: 0,
      suppressed: 0,
      unconfirmed: 0,
      cancelled: 0,
    });
    expect(rig.outside.accepted).toHaveLength(250);
    expect(new Set(rig.outside.accepted.map(({ to }) => to)).size).toBe(250);
    expect(rig.outside.accepted.find(({ to }) => to === listedPhone(17))?.text).toBe('Hola Persona 17');
    await expect(rig.progress(id)).resolves.toMatchObject({ state: 'completed', pending: 0, percent: 100 });
  });

  it('leaves out whoever opted out, and says so', async () => {
    const { id } = await rig.draft(3);
    const [person] = await rig.recipients.list({
      accountId: rig.accountId,
      broadcastId: id,
      after: 0,
      limit: 1,
    });
    await rig.contacts.optOut(rig.accountId, person?.contactId ?? '', new Date());
    const handle = await rig.start(id);
    expect(await handle.result()).toMatchObject({ sent: 2, suppressed: 1 });
    expect(rig.outside.accepted.map(({ to }) => to)).not.toContain(listedPhone(1));
    const [left] = await rig.recipients.list({
      accountId: rig.accountId,
      broadcastId: id,
      after: 0,
      limit: 1,
    });
    expect(left).toMatchObject({ state: 'suppressed', resultCode: 'opted-out' });
    await rig.contacts.optIn(rig.accountId, person?.contactId ?? '', { source: 'test', at: new Date() });
  });

  it('sends later what the provider did not take, and never what it refused', async () => {
    const { id } = await rig.draft(3, { channel: 'twilio' });
    rig.outside.script(listedPhone(1), {
      kind: 'not-sent',
      detail: 'slow down',
      retryAfterMs: 3_000,
      throttled: true,
    });
    rig.outside.script(listedPhone(2), { kind: 'rejected', code: '63024', detail: 'no', optedOut: false });
    const handle = await rig.start(id);
    expect(await handle.result()).toMatchObject({ sent: 2, failed: 1 });
    expect(rig.outside.accepted.filter(({ to }) => to === listedPhone(1))).toHaveLength(1);
    await expect(rig.recipients.failures({ accountId: rig.accountId, broadcastId: id })).resolves.toEqual([
      { code: '63024', detail: 'no', count: 1 },
    ]);
  });

  it('looks up a lost answer instead of sending again', async () => {
    const { id } = await rig.draft(2, { channel: 'twilio' });
    rig.outside.script(listedPhone(2), 'accept-unheard');
    const handle = await rig.start(id);
    expect(await handle.result()).toMatchObject({ sent: 2, unconfirmed: 0 });
    expect(rig.outside.accepted).toHaveLength(2);
  });

  it('leaves unconfirmed what no provider can show', async () => {
    const { id } = await rig.draft(2);
    rig.outside.script(listedPhone(2), 'accept-unheard');
    const handle = await rig.start(id);
    expect(await handle.result()).toMatchObject({ sent: 1, unconfirmed: 1 });
    expect(rig.outside.accepted).toHaveLength(2);
  });

  it('waits for the contact hours of Ley 2300 with marketing, and with nothing else', async () => {
    await rig.sleepUntilHour(22);
    const utility = await rig.draft(1, { contactHours: 'co-ley-2300' });
    await (await rig.start(utility.id)).result();
    const marketing = await rig.draft(2, { category: 'marketing', contactHours: 'co-ley-2300' });
    await (await rig.start(marketing.id)).result();
    const [atOnce, ...waited] = rig.outside.accepted.map(({ at }) => hourInColombia(at));
    expect(atOnce).toBe(22);
    expect(waited).toHaveLength(2);
    for (const hour of waited) expect(hour >= 7 && hour < 19).toBe(true);
  });
});
