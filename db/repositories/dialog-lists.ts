import type { DataSource } from 'typeorm';
import type { Platform } from '../../domain/conversations/platform-credentials';
import { DIALOG_COLUMNS, type Dialog } from './dialogs';
import { returnedRows } from './send-mapping';

/** A dialog with whom it is had. */
export interface ListedDialog extends Dialog {
  contactName: string | null;
  contactPhone: string | null;
  /** When the contact last wrote on the dialog's platform. */
  lastInboundAt: Date | null;
}

export interface DialogPage {
  accountId: string;
  botId?: string | undefined;
  platform?: Platform | undefined;
  /** Only those that a person has taken over, or only the others. */
  handedOff?: boolean | undefined;
  /** A part of the contact's name, or digits of its phone. */
  search?: string | undefined;
  /** Where the page before ended: microseconds since 1970, and the dialog's id. */
  after: { micros: string; id: string } | null;
  limit: number;
}

export type DialogLists = ReturnType<typeof createDialogLists>;

const LISTED = `SELECT dialog.*, contact.name AS "contactName", contact.phone AS "contactPhone",
    identity.last_inbound_at AS "lastInboundAt",
    (extract(epoch FROM dialog."lastInteractionAt") * 1000000)::bigint || '_' || dialog.id AS cursor
  FROM (SELECT ${DIALOG_COLUMNS} FROM bot_dialog_state WHERE account_id = $1) AS dialog
  JOIN contact ON contact.account_id = $1 AND contact.id = dialog."contactId"
  LEFT JOIN contact_identity identity ON identity.account_id = $1 AND identity.contact_id = contact.id
   AND identity.channel = dialog.platform`;

/** Dialogs as an account reads them; every turn of one is in the dialogs' own repository. */
export function createDialogLists(db: DataSource) {
  return {
    async get(accountId: string, dialogId: string): Promise<ListedDialog | null> {
      const [row] = returnedRows<ListedDialog>(
        await db.query(`${LISTED} WHERE dialog.id = $2`, [accountId, dialogId]),
      );
      return row ?? null;
    },

    /** Newest interaction first; each with the cursor of the page that begins after it. */
    async list(page: DialogPage): Promise<(ListedDialog & { cursor: string })[]> {
      return returnedRows(
        await db.query(
          `${LISTED} WHERE ($2::uuid IS NULL OR dialog."botId" = $2)
              AND ($3::text IS NULL OR dialog.platform = $3)
              AND ($4::boolean IS NULL OR (dialog.handoff IS NOT NULL) = $4)
              AND ($5::bigint IS NULL
                   OR (dialog."lastInteractionAt", dialog.id) < (${AT_CURSOR}, $6::uuid))
              AND ($8::text IS NULL OR strpos(lower(contact.name), lower($8)) > 0
                   OR strpos(contact.phone, $8) > 0)
            ORDER BY dialog."lastInteractionAt" DESC, dialog.id DESC LIMIT $7`,
          [
            page.accountId,
            page.botId ?? null,
            page.platform ?? null,
            page.handedOff ?? null,
            page.after?.micros ?? null,
            page.after?.id ?? null,
            page.limit,
            page.search ?? null,
          ],
        ),
      );
    },

    /**
     * Erases a dialog: the row, and the words of what was said in it both ways. What was not sent yet never is;
     * the other rows stay, so that nothing is taken or said a second time.
     */
    async erase(accountId: string, dialogId: string): Promise<void> {
      await db.transaction(async (unit) => {
        const parameters = [accountId, dialogId];
        // A turn holds its dialog while it writes: what it says is waited for, and erased too.
        await unit.query(
          'SELECT id FROM bot_dialog_state WHERE account_id = $1 AND id = $2 FOR UPDATE',
          parameters,
        );
        await unit.query(ERASE_SENDS, parameters);
        await unit.query(ERASE_MESSAGES, parameters);
        await unit.query('DELETE FROM bot_dialog_state WHERE account_id = $1 AND id = $2', parameters);
      });
    },
  };
}

const AT_CURSOR = "timestamptz 'epoch' + $5::bigint * interval '1 microsecond'";

/** What is under way stays of unknown fate, unless its provider still reports on it: without words it is not to be found. */
const ERASE_SENDS = `
  UPDATE send SET content = '{"kind": "text", "text": ""}', next_check_at = NULL, updated_at = now(),
         settled_at = coalesce(settled_at, now()),
         state = CASE state WHEN 'reserved' THEN 'cancelled' WHEN 'dispatching' THEN 'unconfirmed' ELSE state END
   WHERE account_id = $1
     AND contact_id = (SELECT contact_id FROM bot_dialog_state WHERE account_id = $1 AND id = $2::uuid)
     AND (starts_with(idempotency_key, 'turn:' || $2::text || ':')
          OR starts_with(idempotency_key, 'message:dialog:' || $2::text || ':'))`;

const ERASE_MESSAGES = `
  UPDATE inbound_message SET content = '{"text": ""}', handled_at = coalesce(handled_at, now())
   WHERE account_id = $1 AND dialog_state_id = $2`;
