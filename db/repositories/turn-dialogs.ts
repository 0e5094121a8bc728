import type { DataSource, EntityManager } from 'typeorm';
import type { Send, SendRequest } from '../../domain/messaging/send';
import { DEFAULT_BUSINESS } from '../../domain/business/settings';
import type { BotMode, BotRow } from '../entities/bot.entity';
import type { ContactRow } from '../entities/contact.entity';
import { prepared } from '../prepared';
import { DIALOG_COLUMNS, type Dialog, type DialogChange } from './dialogs';
import { holdForAnswer } from './inline-sends';
import { returnedRows, toSend, type RawSend } from './send-mapping';
import { RESERVE_SENDS, reservationOf } from './turn-sends';

/** A dialog with what a turn has to know of its bot and its contact. */
export interface TurnDialog {
  dialog: Dialog;
  bot: Pick<BotRow, 'name' | 'mode' | 'isActive'>;
  contact: Pick<ContactRow, 'name' | 'phone' | 'language' | 'optedOutAt'>;
  accountName: string;
  /** Of the account, IANA. */
  timezone: string;
}

/** What a turn comes to, besides its transcript. */
export interface TurnResult {
  change: DialogChange;
  /** What is said, first said first. */
  sends: readonly SendRequest[];
  /** The messages it answers. */
  messageIds: readonly string[];
}

/** A turn that was written; its sends are null where they have to be read again. */
export interface WrittenTurn {
  sends: Send[] | null;
}

export type TurnDialogs = ReturnType<typeof createTurnDialogs>;

/** Dialogs as turns read and write them, in as few statements as can be. */
export function createTurnDialogs(db: DataSource) {
  return {
    async get(accountId: string, dialogId: string): Promise<TurnDialog | null> {
      const [row] = returnedRows<Dialog & RawFacts>(await db.query(prepared(GET), [accountId, dialogId]));
      if (!row) return null;
      const {
        botName,
        botMode,
        botIsActive,
        contactName,
        contactPhone,
        contactLanguage,
        contactOptedOutAt,
        accountName,
        timezone,
        ...dialog
      } = row;
      return {
        dialog,
        bot: { name: botName, mode: botMode, isActive: botIsActive },
        contact: {
          ...{ name: contactName, phone: contactPhone, language: contactLanguage },
          optedOutAt: contactOptedOutAt,
        },
        accountName,
        timezone: timezone ?? DEFAULT_BUSINESS.settings.timezone,
      };
    },

    /**
     * Writes a turn, and whatever belongs to it, in one transaction. Null, with nothing written, when another
     * turn was written since the dialog was read.
     */
    async write(
      dialog: Pick<Dialog, 'accountId' | 'id' | 'turn'>,
      result: TurnResult,
      together: (unit: EntityManager) => Promise<void>,
    ): Promise<WrittenTurn | null> {
      return db.transaction(async (unit) => {
        const written = await writeTurn(unit, dialog, result);
        if (written) await together(unit);
        return written;
      });
    },
  };
}

interface RawFacts {
  botName: string;
  botMode: BotMode;
  botIsActive: boolean;
  contactName: string | null;
  contactPhone: string | null;
  contactLanguage: string | null;
  contactOptedOutAt: Date | null;
  accountName: string;
  timezone: string | null;
}

const GET = `
  SELECT dialog.*, bot.name AS "botName", bot.mode AS "botMode", bot.is_active AS "botIsActive", contact.name AS "contactName",
         contact.phone AS "contactPhone", contact.language AS "contactLanguage", contact.opted_out_at AS "contactOptedOutAt",
         account.name AS "accountName",
         (SELECT settings->>'timezone' FROM business_version
           WHERE account_id = $1 ORDER BY version DESC LIMIT 1) AS timezone
    FROM (SELECT ${DIALOG_COLUMNS} FROM bot_dialog_state WHERE account_id = $1 AND id = $2) AS dialog
    JOIN bot_instance bot ON bot.account_id = $1 AND bot.id = dialog."botId"
    JOIN account ON account.id = $1
    JOIN contact ON contact.account_id = $1 AND contact.id = dialog."contactId"`;

async function writeTurn(
  unit: EntityManager,
  dialog: Pick<Dialog, 'accountId' | 'id' | 'turn'>,
  { change, sends: requests, messageIds }: TurnResult,
): Promise<WrittenTurn | null> {
  const [row] = returnedRows<{ written: boolean; replyBy: Date | null; sends: RawSend[] }>(
    await unit.query(prepared(WRITE), [
      ...[dialog.accountId, dialog.id, dialog.turn, change.scenarioId, change.scenarioVersion],
      ...[asJson(change.state), change.state?.at ?? null, JSON.stringify(change.state?.variables ?? {})],
      ...[asJson(change.pending), asJson(change.origin), change.lastEvent, change.lastAlbumId],
      ...[asJson(change.handoff), change.lastInteractionAt, change.lastSends],
      ...[JSON.stringify(requests.map(reservationOf)), messageIds],
    ]),
  );
  if (!row?.written) return null;
  const turn = { ...dialog, turn: dialog.turn + 1 };
  const held = row.replyBy !== null && (await holdForAnswer(unit, turn, row.replyBy));
  return { sends: held || row.sends.length < requests.length ? null : row.sends.map(toSend) };
}

/** The dialog if nobody else moved it, and with it, or not at all, its sends and the messages it takes. */
const WRITE = `
  WITH written AS (
    UPDATE bot_dialog_state SET turn = turn + 1, scenario_id = $4, scenario_version = $5, state = $6,
           current_step = $7, collected_data = $8, pending = $9, origin = $10, last_event = $11,
           last_album_id = $12, handoff = $13, last_interaction_at = greatest(last_interaction_at, $14),
           last_sends = $15, updated_at = now()
     WHERE account_id = $1 AND id = $2 AND turn = $3 RETURNING turn),
  said AS (${RESERVE_SENDS('$16')} WHERE EXISTS (SELECT 1 FROM written)
    ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING RETURNING *),
  taken AS (
    UPDATE inbound_message SET turn = written.turn FROM written
     WHERE inbound_message.account_id = $1 AND inbound_message.id = ANY($17) RETURNING reply_by)
  SELECT EXISTS (SELECT 1 FROM written) AS written, (SELECT max(reply_by) FROM taken) AS "replyBy",
         (SELECT coalesce(json_agg(said ORDER BY id), '[]') FROM said) AS sends`;

function asJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
