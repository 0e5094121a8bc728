import { statusChange } from '../../support/fake-meta/webhook-events';
import { createBotInbox, type BotInbox } from '../../support/bot-inbox';
import {
  BUSINESS,
  createTestBot,
  deliver,
  fromMeta,
  metaDelivery,
  metaMessage,
  PHONE,
} from '../../support/bot-webhooks';

let inbox: BotInbox;
beforeEach(async () => {
  inbox = await createBotInbox();
});
afterEach(() => inbox.close());

describe('a batch of Meta', () => {
  it('is taken item by item: what cannot be read holds up nothing', async () => {
    const odd = { field: 'messages', value: { messages: [{ id: 'no-metadata' }] } };
    const nothing = { field: 'messages', value: { ...metaMessage().value, messages: [{ type: 'text' }] } };
    const changes = [odd, metaMessage({ id: 'wamid.a' }), nothing, metaMessage({ id: 'wamid.b' })];
    const batch = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
    await inbox.genuine(metaDelivery(inbox.bot, JSON.stringify(batch)));
    expect(await inbox.stored()).toHaveLength(2);
    expect(inbox.told('message')).toHaveLength(2);
  });

  it('keeps the order in which one person wrote', async () => {
    const changes = Array.from({ length: 8 }, (_, index) => metaMessage({ id: `wamid.${index}` }));
    await inbox.genuine(fromMeta(inbox.bot, changes));
    const rows = await inbox.stored();
    expect(inbox.told('message').map((line) => line.split(' ')[2])).toEqual(rows.map(({ id }) => id));
  });

  it('leaves messages to another number of the same app alone', async () => {
    const text = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [metaMessage()] }],
    }).replace(BUSINESS.phoneNumberId, '999');
    expect((await inbox.genuine(metaDelivery(inbox.bot, text))).status).toBe(200);
    expect(await inbox.stored()).toEqual([]);
  });

  it.each([
    ['no JSON', 'hola'],
    ['another object', '{"object":"page","entry":[]}'],
    ['nothing at all', ''],
    ['a NUL in a name', `{"object":"whatsapp_business_account","entry":[{"id":"\\u0000","changes":[]}]}`],
  ])('of %s is answered, so that it does not come again for a week', async (_what, body) => {
    expect((await inbox.genuine(metaDelivery(inbox.bot, body))).status).toBe(200);
    expect(await inbox.stored()).toEqual([]);
  });

  it('settles the sends whose reports it brings', async () => {
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage()]));
    const send = await sentTo(await contactOf(PHONE), 'wamid.sent');
    const report = (status: 'read' | 'delivered') =>
      statusChange({ id: 'wamid.sent', to: PHONE, callbackData: null, status }, BUSINESS);
    await inbox.genuine(fromMeta(inbox.bot, [report('read'), report('delivered')]));
    await expect(inbox.api.deps.sendLedger.get(send)).resolves.toMatchObject({ state: 'read' });
  });

  it('settles no send of another account', async () => {
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage()]));
    const send = await sentTo(await contactOf(PHONE), 'wamid.sent');
    const theirs = await createTestBot(inbox.api, 'theirs', inbox.api.stranger.id);
    const read = statusChange({ id: 'wamid.sent', to: PHONE, callbackData: null, status: 'read' }, BUSINESS);
    const delivery = fromMeta(theirs, [read]);
    expect((await deliver(inbox.api, delivery, delivery.proofFor('theirs'))).status).toBe(200);
    await expect(inbox.api.deps.sendLedger.get(send)).resolves.toMatchObject({ state: 'accepted' });
  });

  it('with the code of an opt-out suppresses the contact, also when the report is late and comes twice', async () => {
    await inbox.genuine(fromMeta(inbox.bot, [metaMessage()]));
    const contactId = await contactOf(PHONE);
    await sentTo(contactId, 'wamid.sent');
    const failed = statusChange(
      { id: 'wamid.sent', to: PHONE, callbackData: null, status: 'failed', code: 131050 },
      BUSINESS,
    );
    await inbox.genuine(fromMeta(inbox.bot, [failed]));
    await inbox.genuine(fromMeta(inbox.bot, [failed]));
    const contact = await inbox.api.deps.contacts.get(inbox.api.account.id, contactId);
    expect(contact).toMatchObject({ optedOutAt: expect.any(Date), optOutSource: 'whatsapp-cloud 131050' });
    expect(inbox.told('close')).toHaveLength(1);
  });
});

async function contactOf(phone: string): Promise<string> {
  const id = await inbox.api.deps.contacts.findByAddress(inbox.api.account.id, 'whatsapp-cloud', phone);
  if (id === null) throw new Error('There is no such contact');
  return id;
}

/** A send that the provider accepted under an id. */
async function sentTo(contactId: string, providerId: string): Promise<string> {
  const { send } = await inbox.api.deps.sendLedger.reserve({
    accountId: inbox.api.account.id,
    idempotencyKey: 'message:1',
    contactId,
    channel: 'whatsapp-cloud',
    content: { kind: 'text', text: 'hola' },
  });
  const now = Date.now();
  const attemptId = '01900000-0000-7000-8000-00000000aaaa';
  await inbox.api.deps.sendLedger.claim({ sendId: send.id, attemptId, now, checkAt: now + 30_000 });
  const accepted = { state: 'accepted', providerId } as const;
  await inbox.api.deps.sendLedger.settle({ sendId: send.id, attemptId }, accepted, { now, responseMs: 5 });
  return send.id;
}
