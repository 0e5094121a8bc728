import request from 'supertest';
import { createApp } from '../../../api/app';
import { createErasure } from '../../../db/repositories/erasure';
import { noSuppressedAddresses } from '../../../db/repositories/suppressed-addresses';
import { tablesWith } from '../../support/erasure/find-traces';
import { personWithEverything, type Person } from '../../support/erasure/person-with-everything';
import { createTestApi, type TestApi } from '../../support/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

let people = 0;
/** Nobody like anybody before, with every trace that there can be. */
async function somebody(): Promise<Person & { phone: string }> {
  people += 1;
  const phone = `+57300200${String(people).padStart(4, '0')}`;
  const details = {
    phone,
    name: `Persona ${phone.slice(-4)} Única`,
    secret: `palabra ${phone.slice(-4)} secreta`,
  };
  return { ...(await personWithEverything(api, details)), phone };
}

const erase = (contactId: string) => api.call('delete', `/api/contacts/${contactId}`);
const stillThere = async ({ words }: Person) => (await tablesWith(api.database.dataSource, words)).length > 0;

describe('erasing a contact', () => {
  it('is refused for the contact of another account, and changes nothing', async () => {
    const person = await somebody();
    const answer = await request(api.app)
      .delete(`/api/contacts/${person.contactId}`)
      .set('x-api-key', api.stranger.key);
    expect(answer.status).toBe(404);
    expect(await stillThere(person)).toBe(true);
    expect(await api.deps.consent.isOptedOut(api.account.id, person.contactId)).toBe(false);
  });

  it.each(['not-an-id', '%00', "'; DROP TABLE contact; --", '01900000-0000-7000-8000-00000000000'])(
    'is refused for what is no id: %s',
    async (id) => {
      expect((await erase(encodeURIComponent(decodeURIComponent(id)))).status).toBe(400);
    },
  );

  it('is refused for nobody', async () => {
    expect((await erase('01900000-0000-7000-8000-000000000001')).status).toBe(404);
  });

  it('can be asked for again, and finds nothing more', async () => {
    const { contactId } = await somebody();
    expect((await erase(contactId)).body).toMatchObject({ sends: 3 });
    const again = await erase(contactId);
    const nothing = { dialogs: 0, messages: 0, sends: 0, transcriptEntries: 0, files: 0 };
    expect([again.status, again.body]).toEqual([200, nothing]);
  });

  it('leaves a contact that says nothing but that it was there', async () => {
    const { contactId } = await somebody();
    await erase(contactId);
    const { body } = await api.call('get', `/api/contacts/${contactId}`);
    expect(body).toMatchObject({
      phone: null,
      name: null,
      identities: [],
      consent: null,
      lastInboundAt: null,
    });
    expect((body as { optedOutAt: string | null }).optedOutAt).not.toBeNull();
  });

  it('calls off what waits to be sent, and takes no report of what went out', async () => {
    const person = await somebody();
    const wamid = person.words.find((word) => word.startsWith('wamid.')) ?? '';
    await erase(person.contactId);
    const states = await api.database.dataSource.query<{ state: string }[]>(
      'SELECT state FROM send WHERE contact_id = $1 ORDER BY state',
      [person.contactId],
    );
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'cancelled', 'unconfirmed']);
    const report = { channel: 'whatsapp-cloud', providerId: `${wamid}:accepted`, attemptId: null };
    expect(
      await api.deps.sendLedger.merge({ ...report, status: 'read', code: null, at: Date.now() }),
    ).toBeNull();
  });

  it('keeps no file that a worker had begun to fetch', async () => {
    const person = await somebody();
    const [{ botId } = { botId: '' }] = await api.deps.dialogs.ofContact(api.account.id, person.contactId);
    await erase(person.contactId);
    const late = await api.deps.mediaLibrary.add({
      ...{
        id: '01900000-0000-7000-8000-00000000000f',
        accountId: api.account.id,
        botId,
        dialogId: person.dialogId,
      },
      ...{ kind: 'document', fileName: 'late.txt', mimeType: 'text/plain', bytes: Buffer.from('late') },
    });
    expect(late).toBeNull();
    expect(await api.deps.mediaFiles.ofDialog(api.account.id, person.dialogId)).toEqual([]);
  });

  it('erases nothing while the conversations cannot be ended, but silences at once', async () => {
    const person = await somebody();
    api.temporal.away = true;
    const answer = await erase(person.contactId);
    api.temporal.away = false;
    expect(answer.status).toBe(503);
    expect(await stillThere(person)).toBe(true);
    expect(await api.deps.consent.isOptedOut(api.account.id, person.contactId)).toBe(true);
    expect((await erase(person.contactId)).status).toBe(200);
    expect(await stillThere(person)).toBe(false);
  });

  it('erases nothing without a key to know the person again by, and says which setting is missing', async () => {
    const person = await somebody();
    const { dataSource: db } = api.database;
    const { transcripts } = api.deps;
    const erasure = createErasure({ db, transcripts, suppressedAddresses: noSuppressedAddresses() });
    const answer = await request(createApp({ ...api.deps, erasure }))
      .delete(`/api/contacts/${person.contactId}`)
      .set('x-api-key', api.account.key);
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('HILO_SECRET_KEY');
    expect(await stillThere(person)).toBe(true);
  });
});

describe('an erased person who comes back', () => {
  const contactOf = (phone: string) => ({
    ...{ accountId: api.account.id, channel: 'twilio' as const, address: phone, phone, name: null },
  });

  it('is a new contact to whom nothing may be sent, on whatever channel', async () => {
    const { contactId, phone } = await somebody();
    await erase(contactId);
    const again = await api.deps.contacts.ensure(contactOf(phone));
    expect(again).not.toBe(contactId);
    const contact = await api.deps.contacts.get(api.account.id, again);
    expect(contact).toMatchObject({ optOutSource: 'erased', consentSource: null });
    expect(contact?.optedOutAt).not.toBeNull();
  });

  it('is known again by the id that a channel tells beside the number', async () => {
    const person = await somebody();
    const userId = person.words.find((word) => word.startsWith('CO.')) ?? '';
    await erase(person.contactId);
    const again = await api.deps.contacts.ensure({
      ...{
        accountId: api.account.id,
        channel: 'whatsapp-cloud',
        address: userId,
        phone: null,
        name: null,
        userId,
      },
    });
    expect(await api.deps.consent.isOptedOut(api.account.id, again)).toBe(true);
  });

  it('does not come back by a message that its provider delivers once more', async () => {
    const phone = '+573002009999';
    const id = '01900000-0000-7000-8000-0000000000aa';
    const deliver = () => api.call('post', `/api/simulator/${phone}/messages`).send({ text: 'hola', id });
    const first = await deliver();
    const contactId = await api.deps.contacts.findByAddress(api.account.id, 'simulator', phone);
    await api.settled();
    await erase(contactId ?? '');
    const again = await deliver();
    expect(again.body).toEqual({ ...(first.body as object), duplicate: true });
    expect(await tablesWith(api.database.dataSource, [phone])).toEqual([]);
  });

  it('is written to again after saying START', async () => {
    const { contactId, phone } = await somebody();
    await erase(contactId);
    await api.call('post', `/api/simulator/${phone}/messages`).send({ text: 'START' });
    await api.settled();
    const again = await api.deps.contacts.findByAddress(api.account.id, 'simulator', phone);
    expect(again).not.toBeNull();
    expect(await api.deps.consent.isOptedOut(api.account.id, again ?? '')).toBe(false);
  });

  it('is anybody to another account, and so is everybody else to this one', async () => {
    const { contactId, phone } = await somebody();
    await erase(contactId);
    const elsewhere = await api.deps.contacts.ensure({ ...contactOf(phone), accountId: api.stranger.id });
    const other = await api.deps.contacts.ensure(contactOf('+573009998877'));
    expect(await api.deps.consent.isOptedOut(api.stranger.id, elsewhere)).toBe(false);
    expect(await api.deps.consent.isOptedOut(api.account.id, other)).toBe(false);
  });
});
