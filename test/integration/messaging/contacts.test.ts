import { randomUUID } from 'node:crypto';
import { createInboundMessages } from '../../../db/repositories/inbound-messages';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';
import { untilOneWaits } from '../../support/lock-waits';

describe('contacts', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  it('are one of twenty first messages that come at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => rig.contact('+573001220001')));
    expect(new Set(ids).size).toBe(1);
  });

  it('are one with whom a list names that is being written as they write', async () => {
    const [phone, listed] = ['+573001220011', randomUUID()];
    const list = rig.database.dataSource.createQueryRunner();
    await list.startTransaction();
    try {
      await list.query('INSERT INTO contact (id, account_id, phone) VALUES ($1, $2, $3)', [
        ...[listed, rig.accountId, phone],
      ]);
      await list.query(
        `INSERT INTO contact_identity (account_id, channel, address, contact_id) VALUES ($1, 'simulator', $2, $3)`,
        [rig.accountId, phone, listed],
      );
      const first = rig.contact(phone);
      first.catch(() => undefined);
      await untilOneWaits(rig.database.dataSource);
      await list.commitTransaction();
      await expect(first).resolves.toBe(listed);
    } finally {
      if (list.isTransactionActive) await list.rollbackTransaction();
      await list.release();
    }
  });

  it('are the same person on every channel that tells the same phone', async () => {
    const phone = '+573001220002';
    const known = await rig.contact(phone);
    const identity = { accountId: rig.accountId, phone, name: 'Ana' };
    const ids = await Promise.all([
      rig.contacts.ensure({ ...identity, channel: 'twilio', address: phone }),
      rig.contacts.ensure({ ...identity, channel: 'botpress', address: '573001220002' }),
    ]);
    expect(ids).toEqual([known, known]);
    const contact = await rig.contacts.get(rig.accountId, known);
    expect(contact?.identities.map(({ channel }) => channel)).toEqual(['botpress', 'simulator', 'twilio']);
  });

  it('without a phone are people of their own', async () => {
    const of = (address: string) =>
      rig.contacts.ensure({ accountId: rig.accountId, channel: 'twilio', address, phone: null, name: null });
    expect(await of('user-1')).not.toBe(await of('user-2'));
    expect(await of('user-1')).toBe(await of('user-1'));
  });

  it('opt out once, and opt in again with where the consent came from', async () => {
    const id = await rig.contact('+573001220003');
    const out = () => rig.contacts.optOut(rig.accountId, id, new Date());
    expect([await out(), await out()]).toEqual([true, false]);
    const consent = { source: 'wrote ALTA', at: new Date() };
    await expect(rig.contacts.optIn(rig.accountId, id, consent)).resolves.toBe(true);
    await expect(rig.contacts.get(rig.accountId, id)).resolves.toMatchObject({
      optedOutAt: null,
      consentSource: 'wrote ALTA',
    });
  });

  it('write each message once, however often and at once the provider delivers it', async () => {
    const messages = createInboundMessages(rig.database.dataSource);
    const record = {
      accountId: rig.accountId,
      channel: 'twilio' as const,
      providerId: 'SM-inbound',
      contactId: rig.contactId,
      text: 'Listo',
      receivedAt: new Date(),
    };
    const stored = await Promise.all(Array.from({ length: 5 }, () => messages.store(record)));
    expect(new Set(stored.map(({ message }) => message.id)).size).toBe(1);
    expect(stored.some(({ handled }) => handled)).toBe(false);
    await messages.markHandled([stored[0]?.message.id ?? '']);
    await expect(messages.store(record)).resolves.toMatchObject({ handled: true });
  });

  it('have a message that could not be handled tried after all others', async () => {
    const messages = createInboundMessages(rig.database.dataSource);
    const store = async (providerId: string) => {
      const { contactId, accountId } = rig;
      const record = { accountId, contactId, providerId, text: '', receivedAt: new Date() };
      return (await messages.store({ ...record, channel: 'telegram' })).message.id;
    };
    const [first, second] = [await store('failed'), await store('waiting')];
    const waiting = async () =>
      (await messages.unhandled(new Date(Date.now() + 60_000), 10)).map(({ id }) => id);
    expect(await waiting()).toEqual([first, second]);
    await messages.noteFailure(first);
    expect(await waiting()).toEqual([second, first]);
  });

  it('have a window for each channel: writing on one opens no other', async () => {
    const phone = '+573001220010';
    const identity = { accountId: rig.accountId, address: phone, phone, name: null };
    const contactId = await rig.contacts.ensure({ ...identity, channel: 'twilio' });
    await rig.contacts.ensure({ ...identity, channel: 'whatsapp-cloud' });
    const at = new Date();
    await write(rig, { contactId, channel: 'twilio', at });
    const windowOf = async (channel: 'twilio' | 'whatsapp-cloud') =>
      (await rig.contacts.gateFacts(rig.accountId, contactId, channel)).lastInboundAt;
    expect([await windowOf('twilio'), await windowOf('whatsapp-cloud')]).toEqual([at.getTime(), null]);
    const contact = await rig.contacts.get(rig.accountId, contactId);
    expect(contact?.lastInboundAt).toEqual(at);
  });

  it('keep the latest message’s window, in whatever order messages arrive', async () => {
    const contactId = await rig.contact('+573001220011');
    await write(rig, { contactId, channel: 'simulator', at: new Date(2000) });
    await write(rig, { contactId, channel: 'simulator', at: new Date(1000) });
    const facts = await rig.contacts.gateFacts(rig.accountId, contactId, 'simulator');
    expect(facts.lastInboundAt).toBe(2000);
  });
});

/** A message comes in from the contact. */
function write(
  { accountId, database }: LedgerRig,
  from: { contactId: string; channel: 'twilio' | 'simulator'; at: Date },
) {
  const { contactId, channel, at: receivedAt } = from;
  const record = { accountId, contactId, channel, providerId: randomUUID(), text: 'Hola', receivedAt };
  return createInboundMessages(database.dataSource).store(record);
}

describe('a person of WhatsApp', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());

  const phoneOf = (last: number) => `+5730012300${String(last).padStart(2, '0')}`;
  const byId = (userId: string) =>
    rig.contacts.ensure({
      accountId: rig.accountId,
      channel: 'whatsapp-cloud',
      address: userId,
      phone: null,
      name: 'Ana',
    });
  const byBoth = (phone: string, userId: string) =>
    rig.contacts.ensure({
      accountId: rig.accountId,
      channel: 'whatsapp-cloud',
      address: phone,
      phone,
      name: 'Ana',
      userId,
    });

  it('known by the id is the same one when the number comes with it, and when it is hidden again', async () => {
    const id = await byId('CO.one');
    expect(await byBoth(phoneOf(1), 'CO.one')).toBe(id);
    expect(await byId('CO.one')).toBe(id);
    await expect(rig.contacts.get(rig.accountId, id)).resolves.toMatchObject({
      phone: phoneOf(1),
      identities: [{ channel: 'whatsapp-cloud', address: phoneOf(1) }],
    });
  });

  it('known by the number is the same one when the number is hidden later', async () => {
    const id = await byBoth(phoneOf(2), 'CO.two');
    expect(await byId('CO.two')).toBe(id);
    const facts = await rig.contacts.gateFacts(rig.accountId, id, 'whatsapp-cloud');
    expect(facts.address).toBe(phoneOf(2));
  });

  it('known apart by number and by id is one from the message that tells both, opted out if either was', async () => {
    const older = await byId('CO.three');
    await rig.contacts.optOut(rig.accountId, older, new Date());
    const listed = await rig.contacts.ensure({
      accountId: rig.accountId,
      channel: 'whatsapp-cloud',
      address: phoneOf(3),
      phone: phoneOf(3),
      name: 'Ana',
    });
    const both = [await byBoth(phoneOf(3), 'CO.three'), await byBoth(phoneOf(3), 'CO.three')];
    expect([...both, await byId('CO.three')]).toEqual([listed, listed, listed]);
    await expect(rig.contacts.get(rig.accountId, listed)).resolves.toMatchObject({
      optedOutAt: expect.any(Date),
    });
  });

  it('is one of twenty first messages that tell both, one or the other', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? byBoth(phoneOf(4), 'CO.four') : byId('CO.four'),
      ),
    );
    expect(await byId('CO.four')).toBe(await byBoth(phoneOf(4), 'CO.four'));
    expect(new Set(ids).size).toBe(1);
  });
});
