import type { DataSource } from 'typeorm';
import type { TellDeps } from '../activities/shop/tell';
import { createDialogMessages } from '../db/repositories/dialog-messages';
import { createOrderContacts } from '../db/repositories/order-contacts';
import type { Transcripts } from '../db/transcripts/transcripts';
import type { composeActivities } from './compose-activities';

/** What tells contacts of orders and carts, over the same ledger and dispatcher as every other message. */
export function composeTelling(
  db: DataSource,
  {
    ledger,
    dispatcher,
    clock,
  }: Pick<ReturnType<typeof composeActivities>, 'ledger' | 'dispatcher' | 'clock'>,
  transcripts: Transcripts,
): TellDeps {
  const contacts = createOrderContacts(db);
  return {
    contacts,
    ledger,
    messages: createDialogMessages(db, transcripts),
    transcripts,
    dispatcher,
    clock,
  };
}
