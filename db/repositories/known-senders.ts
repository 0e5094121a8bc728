import type { DataSource } from 'typeorm';
import { prepared } from '../prepared';
import {
  IDENTITY_OF_PERSON,
  isCurrent,
  type ContactIdentity,
  type KnownIdentity,
} from './contact-identities';
import { returnedRows } from './send-mapping';

/** Who wrote, and their dialog with the bot that they wrote to; null where they have none yet. */
export interface KnownSender {
  contactId: string;
  dialogId: string | null;
}

/**
 * The contact behind an identity that says nothing new of its person, and the dialog with a bot; null for any other
 * identity. Every message of a webhook asks this, and of most nothing more has to be found.
 */
export async function findKnownSender(
  db: DataSource,
  identity: ContactIdentity,
  botId?: string,
): Promise<KnownSender | null> {
  const { accountId, channel, address, userId = null } = identity;
  const [found] = returnedRows<KnownIdentity & { dialogId: string | null }>(
    await db.query(KNOWN_SENDER, [accountId, channel, address, userId, botId ?? null]),
  );
  if (!found || !isCurrent(found, identity)) return null;
  return { contactId: found.contactId, dialogId: found.dialogId };
}

const KNOWN_SENDER = prepared(`
  SELECT contact_id AS "contactId", address, user_id AS "userId",
         (SELECT dialog.id FROM bot_dialog_state dialog
           WHERE dialog.account_id = $1 AND dialog.bot_id = $5 AND dialog.platform = $2
             AND dialog.platform_chat_id = $3) AS "dialogId"
    ${IDENTITY_OF_PERSON}`);
