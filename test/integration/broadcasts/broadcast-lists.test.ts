import { createBroadcastRecipients } from '../../../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import { createBulkContacts } from '../../../db/repositories/bulk-contacts';
import { smallBroadcast } from '../../support/broadcast-plan';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';
import { createListedBroadcast, listedPhone } from '../../support/list-people';

describe('the list of a broadcast', () => {
  let rig: LedgerRig;
  beforeAll(async () => {
    rig = await createLedgerRig();
  });
  afterAll(() => rig.database.drop());
  const db = () => rig.database.dataSource;

  it('is read into a draft whose recipients are in the order of the list', async () => {
    const plan = smallBroadcast(rig.accountId);
    const draft = await createListedBroadcast(db(), plan, 2_500);
    expect(draft).toMatchObject({ ...plan, state: 'draft', total: 2_500, rejectedRows: 0 });
    const page = { accountId: rig.accountId, broadcastId: draft.id, after: 1_999, limit: 2 };
    const listed = await createBroadcastRecipients(db()).list(page);
    expect(listed.map(({ ordinal, address, state }) => ({ ordinal, address, state }))).toEqual([
      { ordinal: 2_000, address: listedPhone(2_000), state: null },
      { ordinal: 2_001, address: listedPhone(2_001), state: null },
    ]);
  });

  it('has a title of its own in the account', async () => {
    const broadcasts = createBroadcasts(db());
    const plan = smallBroadcast(rig.accountId, { title: 'Only once' });
    await expect(broadcasts.create(plan)).resolves.toMatchObject({ state: 'importing' });
    await expect(broadcasts.create(plan)).resolves.toBeNull();
  });

  it('finds the contacts it knows, adopts those known by phone, and makes the others once', async () => {
    const known = await rig.contact('+573001230001');
    const people = ['+573001230001', '+573001230002'].map((phone) => ({
      address: phone,
      phone,
      name: 'Ana',
    }));
    const bulk = createBulkContacts(db());
    const list = { accountId: rig.accountId, channel: 'twilio' as const, people };
    const [first, again] = await Promise.all([bulk.ensureMany(list), bulk.ensureMany(list)]);
    expect(first.get('+573001230001')?.contactId).toBe(known);
    expect(again).toEqual(first);
    await expect(rig.contact('+573001230002')).resolves.toBe(first.get('+573001230002')?.contactId);
  });

  it('keeps names and variables as they are written', async () => {
    const names = ['{"', 'a\\b', '\\"', 'NULL', ' , ', '{}', "O'Hara", 'línea\nnueva', '', '👋', null];
    const people = names.map((name, index) => {
      const phone = `+57300125${String(index).padStart(4, '0')}`;
      return { address: phone, phone, name };
    });
    const list = { accountId: rig.accountId, channel: 'twilio' as const, people };
    const contacts = await createBulkContacts(db()).ensureMany(list);
    const created = await createBroadcasts(db()).create(smallBroadcast(rig.accountId, { title: 'Names' }));
    const of = { accountId: rig.accountId, broadcastId: created?.id ?? '' };
    const recipients = people.map(({ address, name }, index) => {
      const contactId = contacts.get(address)?.contactId ?? '';
      return { ordinal: index + 1, line: index + 2, contactId, variables: { [`${name}`]: `${name}` } };
    });
    await createBroadcastRecipients(db()).addMany(of, recipients);
    const listed = await createBroadcastRecipients(db()).list({ ...of, after: 0, limit: 20 });
    expect(listed.map(({ name }) => name)).toEqual(names);
    expect(listed.map(({ variables }) => variables)).toEqual(recipients.map(({ variables }) => variables));
  });

  it('tells who of a list has opted out', async () => {
    const gone = await rig.contact('+573001230009');
    await rig.contacts.optOut(rig.accountId, gone, new Date());
    const phone = '+573001230009';
    const people = [{ address: phone, phone, name: null }];
    const found = await createBulkContacts(db()).ensureMany({
      accountId: rig.accountId,
      channel: 'simulator',
      people,
    });
    expect(found.get(phone)).toEqual({ contactId: gone, optedOut: true });
  });

  it('keeps its counters whatever moves a send', async () => {
    const draft = await createListedBroadcast(db(), smallBroadcast(rig.accountId, { title: 'Counted' }), 3);
    const sends = await Promise.all([rig.reserve(), rig.reserve(), rig.reserve()]);
    await db().query('DELETE FROM send WHERE id = ANY($1)', [sends.map(({ id }) => id)]);
    for (const { id } of sends) {
      await db().query(
        `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, broadcast_id)
         VALUES ($1, $2, $3, $4, 'simulator', '{}', $5)`,
        [id, rig.accountId, `broadcast:${id}`, rig.contactId, draft.id],
      );
    }
    const [first, second] = sends;
    const claim = rig.claimOf(first.id);
    await rig.ledger.claim(claim);
    await rig.ledger.settle(claim, { state: 'accepted', providerId: 'SM-t' }, { now: 1, responseMs: 1 });
    await rig.ledger.suppress(second.id, 'opted-out', Date.now());
    const tally = await createBroadcasts(db()).tally(rig.accountId, draft.id);
    expect(tally).toMatchObject({ reserved: 1, dispatching: 0, accepted: 1, suppressed: 1 });
  });
});
