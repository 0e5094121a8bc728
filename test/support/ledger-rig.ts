import { uuidv7 } from 'uuidv7';
import { createAccounts } from '../../db/repositories/accounts';
import { createContacts } from '../../db/repositories/contacts';
import { createSendLedger, type Claim } from '../../db/repositories/send-ledger';
import type { Send } from '../../domain/messaging/send';
import { createTestDatabase } from './test-database';

export type LedgerRig = Awaited<ReturnType<typeof createLedgerRig>>;

/** The send ledger on a database of its own, with one account and one contact. */
export async function createLedgerRig() {
  const database = await createTestDatabase();
  const { dataSource } = database;
  const ledger = createSendLedger(dataSource);
  const contacts = createContacts(dataSource);
  const account = await createAccounts(dataSource).create('Test');
  const contact = (phone: string, accountId = account.id) =>
    contacts.ensure({ accountId, channel: 'simulator', address: phone, phone, name: null });
  const contactId = await contact('+573001210001');
  return {
    database,
    ledger,
    contacts,
    accountId: account.id,
    contactId,
    contact,

    /** A new row, about to be dispatched. */
    async reserve(to: string = contactId): Promise<Send> {
      const { send } = await ledger.reserve({
        accountId: account.id,
        idempotencyKey: `test:${uuidv7()}`,
        contactId: to,
        channel: 'simulator',
        content: { kind: 'text', text: 'Hola' },
      });
      return send;
    },
    claimOf: (sendId: string, attemptId = uuidv7()): Claim => ({
      sendId,
      attemptId,
      now: Date.now(),
      checkAt: Date.now() + 30_000,
    }),
    async read(sendId: string): Promise<Send> {
      const send = await ledger.get(sendId);
      if (!send) throw new Error(`Send ${sendId} vanished`);
      return send;
    },
  };
}
