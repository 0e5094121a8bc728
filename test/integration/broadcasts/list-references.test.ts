import type { QueryRunner } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBroadcastRecipients, type NewRecipient } from '../../../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import { smallBroadcast } from '../../support/broadcast-plan';
import { createLedgerRig, type LedgerRig } from '../../support/ledger-rig';
import { untilOneWaits } from '../../support/lock-waits';

const REFUSED = { code: '23503' };

describe('what a list refers to', () => {
  let rig: LedgerRig;
  let strangerId: string;
  let otherAccountId: string;
  let titles = 0;
  let phones = 0;
  beforeAll(async () => {
    rig = await createLedgerRig();
    otherAccountId = (await createAccounts(rig.database.dataSource).create('Other')).id;
    strangerId = await rig.contact('+573001290000', otherAccountId);
  });
  afterAll(() => rig.database.drop());
  const db = () => rig.database.dataSource;
  const newContact = () => rig.contact(`+5730012${String((phones += 1)).padStart(5, '0')}`);

  async function newBroadcast(): Promise<{ accountId: string; broadcastId: string }> {
    const plan = smallBroadcast(rig.accountId, { title: `List ${(titles += 1)}` });
    const made = await createBroadcasts(db()).create(plan);
    if (!made) throw new Error(`There is a broadcast called ${plan.title}`);
    return { accountId: rig.accountId, broadcastId: made.id };
  }

  const to = (...contactIds: string[]): NewRecipient[] =>
    contactIds.map((contactId, index) => {
      return { ordinal: index + 1, line: index + 2, contactId, variables: {} };
    });

  const add = (of: { accountId: string; broadcastId: string }, recipients: NewRecipient[]) =>
    createBroadcastRecipients(db()).addMany(of, recipients);

  const namedBy = async (column: 'broadcast_id' | 'contact_id', id: string): Promise<number> => {
    const rows = await db().query<unknown[]>(`SELECT 1 FROM broadcast_recipient WHERE ${column} = $1`, [id]);
    return rows.length;
  };

  describe('is there, or nothing is written', () => {
    it('for recipients, of whom not one may be a contact of another account or of none', async () => {
      const of = await newBroadcast();
      const known = await newContact();
      await expect(add(of, to(known, strangerId))).rejects.toMatchObject(REFUSED);
      await expect(add(of, to(known, uuidv7()))).rejects.toMatchObject(REFUSED);
      expect(await namedBy('broadcast_id', of.broadcastId)).toBe(0);
      await add(of, to(known));
      expect(await namedBy('broadcast_id', of.broadcastId)).toBe(1);
    });

    it('for recipients, whose broadcast is of the same account', async () => {
      const { broadcastId } = await newBroadcast();
      const refused = { accountId: otherAccountId, broadcastId };
      await expect(add(refused, to(strangerId))).rejects.toMatchObject(REFUSED);
      const vanished = { accountId: rig.accountId, broadcastId: uuidv7() };
      await expect(add(vanished, to(await newContact()))).rejects.toMatchObject(REFUSED);
    });

    it('for contacts and for their identities', async () => {
      const contact = db().query('INSERT INTO contact (id, account_id) VALUES ($1, $2)', [
        uuidv7(),
        uuidv7(),
      ]);
      await expect(contact).rejects.toMatchObject(REFUSED);
      const identity = db().query(
        `INSERT INTO contact_identity (account_id, channel, address, contact_id)
         VALUES ($1, 'twilio', '+573009999999', $2)`,
        [rig.accountId, strangerId],
      );
      await expect(identity).rejects.toMatchObject(REFUSED);
    });
  });

  describe('stays as long as something refers to it', () => {
    it('when it is a contact on a list, with or without an identity', async () => {
      const contactId = await newContact();
      await add(await newBroadcast(), to(contactId));
      const remove = () => db().query('DELETE FROM contact WHERE id = $1', [contactId]);
      await expect(remove()).rejects.toMatchObject(REFUSED);
      await db().query('DELETE FROM contact_identity WHERE contact_id = $1', [contactId]);
      await expect(remove()).rejects.toMatchObject(REFUSED);
      await db().query('DELETE FROM broadcast_recipient WHERE contact_id = $1', [contactId]);
      await expect(remove()).resolves.toEqual([[], 1]);
    });

    it('when it is a contact with an identity, or an account with a contact', async () => {
      const contactId = await newContact();
      const contact = db().query('DELETE FROM contact WHERE id = $1', [contactId]);
      await expect(contact).rejects.toMatchObject(REFUSED);
      const account = db().query('DELETE FROM account WHERE id = $1', [otherAccountId]);
      await expect(account).rejects.toMatchObject(REFUSED);
    });

    it.each(['account', 'broadcast', 'contact'])('under its key: another %s is none', async (table) => {
      const moved = db().query(`UPDATE ${table} SET id = $1`, [uuidv7()]);
      await expect(moved).rejects.toMatchObject(REFUSED);
    });

    it('and is not exchanged for another', async () => {
      const of = await newBroadcast();
      await add(of, to(await newContact()));
      const moved = db().query('UPDATE broadcast_recipient SET contact_id = $1 WHERE broadcast_id = $2', [
        rig.contactId,
        of.broadcastId,
      ]);
      await expect(moved).rejects.toMatchObject(REFUSED);
      const taken = db().query('UPDATE contact_identity SET contact_id = $1', [strangerId]);
      await expect(taken).rejects.toMatchObject(REFUSED);
    });

    it('unless it is a broadcast, which takes its own recipients with it and nobody else’s', async () => {
      const contactId = await newContact();
      const [discarded, kept] = [await newBroadcast(), await newBroadcast()];
      await add(discarded, to(contactId));
      await add(kept, to(contactId));
      await expect(createBroadcasts(db()).discard(rig.accountId, discarded.broadcastId)).resolves.toBe(true);
      expect(await namedBy('broadcast_id', discarded.broadcastId)).toBe(0);
      expect(await namedBy('contact_id', contactId)).toBe(1);
    });
  });

  describe('leaves nothing behind that refers to nothing', () => {
    let other: QueryRunner;
    beforeEach(async () => {
      other = db().createQueryRunner();
      await other.connect();
      await other.startTransaction();
    });
    afterEach(async () => {
      if (other.isTransactionActive) await other.rollbackTransaction();
      await other.release();
    });

    /** Commits the other transaction once this work waits for it. */
    async function whileWaiting<Result>(work: Promise<Result>): Promise<Result> {
      work.catch(() => undefined);
      await untilOneWaits(db());
      await other.commitTransaction();
      return work;
    }

    const addBeside = (of: { broadcastId: string }, contactId: string) =>
      other.query(
        `INSERT INTO broadcast_recipient (account_id, broadcast_id, ordinal, line, contact_id)
         VALUES ($1, $2, 1, 2, $3)`,
        [rig.accountId, of.broadcastId, contactId],
      );

    it('when a broadcast is discarded while recipients are written', async () => {
      const of = await newBroadcast();
      await addBeside(of, await newContact());
      const discarded = createBroadcasts(db()).discard(rig.accountId, of.broadcastId);
      await expect(whileWaiting(discarded)).resolves.toBe(true);
      expect(await namedBy('broadcast_id', of.broadcastId)).toBe(0);
    });

    it('when recipients are written while their broadcast is discarded', async () => {
      const of = await newBroadcast();
      const contactId = await newContact();
      await other.query('DELETE FROM broadcast WHERE id = $1', [of.broadcastId]);
      await expect(whileWaiting(add(of, to(contactId)))).rejects.toMatchObject(REFUSED);
      expect(await namedBy('broadcast_id', of.broadcastId)).toBe(0);
    });

    it('when a contact is deleted while it is put on a list', async () => {
      const contactId = await newContact();
      await db().query('DELETE FROM contact_identity WHERE contact_id = $1', [contactId]);
      await addBeside(await newBroadcast(), contactId);
      const removed = db().query('DELETE FROM contact WHERE id = $1', [contactId]);
      await expect(whileWaiting(removed)).rejects.toMatchObject(REFUSED);
      expect(await namedBy('contact_id', contactId)).toBe(1);
    });

    it('when a contact is put on a list while it is deleted', async () => {
      const of = await newBroadcast();
      const [kept, contactId] = [await newContact(), await newContact()];
      await other.query('DELETE FROM contact_identity WHERE contact_id = $1', [contactId]);
      await other.query('DELETE FROM contact WHERE id = $1', [contactId]);
      await expect(whileWaiting(add(of, to(kept, contactId)))).rejects.toMatchObject(REFUSED);
      expect(await namedBy('broadcast_id', of.broadcastId)).toBe(0);
    });

    it('and a contact that is being erased is put on a list only afterwards', async () => {
      const of = await newBroadcast();
      const contactId = await newContact();
      await other.query('SELECT 1 FROM contact WHERE id = $1 FOR UPDATE', [contactId]);
      await whileWaiting(add(of, to(contactId)));
      expect(await namedBy('contact_id', contactId)).toBe(1);
    });
  });
});
