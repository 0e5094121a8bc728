import { createInboundMessages } from '../../../db/repositories/inbound-messages';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';

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
    await messages.markHandled(stored[0]?.message.id ?? '');
    await expect(messages.store(record)).resolves.toMatchObject({ handled: true });
  });
});
