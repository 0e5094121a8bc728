import type { DataSource, EntityManager } from 'typeorm';
import { returnedRows } from '../repositories/send-mapping';
import { prepared } from '../prepared';
import { lastOfEach, type TranscriptEntry, type TranscriptType, type Transcripts } from './transcripts';

interface RawEntry {
  id: string;
  account_id: string;
  dialog_state_id: string;
  contact_id: string;
  message_type: TranscriptType;
  event: string;
  turn: number;
  position: number;
  message_data: Record<string, unknown>;
  timestamp: Date;
}

/** Transcripts in bot_dialog_history, beside the dialogs they belong to. */
export function createPostgresTranscripts(db: DataSource): Transcripts {
  const via = (unit: EntityManager | undefined) => unit ?? db.manager;
  return {
    async append(entries, unit) {
      if (entries.length === 0) return;
      const rows = lastOfEach(entries).map(toRow);
      const written = returnedRows(await via(unit).query(prepared(WRITE), [JSON.stringify(rows)]));
      if (written.length !== rows.length) throw new Error('A transcript entry has the id of another dialog');
    },

    async list({ accountId, dialogId, after, limit, newestFirst = false }) {
      const [beyond, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
      const rows = returnedRows<RawEntry>(
        await db.query(
          prepared(`SELECT * FROM bot_dialog_history WHERE account_id = $1 AND dialog_state_id = $2
             AND ($3::int IS NULL OR (turn, position) ${beyond} ($3, $4::int))
            ORDER BY turn ${order}, position ${order}, id ${order} LIMIT $5`),
          [accountId, dialogId, after?.turn ?? null, after?.position ?? null, limit],
        ),
      );
      return rows.map(toEntry);
    },

    async eraseDialog(accountId, dialogId, unit) {
      await via(unit).query('DELETE FROM bot_dialog_history WHERE account_id = $1 AND dialog_state_id = $2', [
        accountId,
        dialogId,
      ]);
    },

    async eraseContact(accountId, contactId, unit) {
      const erased = returnedRows(
        await via(unit).query(
          'DELETE FROM bot_dialog_history WHERE account_id = $1 AND contact_id = $2 RETURNING id',
          [accountId, contactId],
        ),
      );
      return erased.length;
    },
  };
}

/** One parameter for all rows; an id that belongs to another dialog is not written over. */
const WRITE = `
  INSERT INTO bot_dialog_history AS stored (id, account_id, dialog_state_id, contact_id, message_type, event, turn,
      position, message_data, timestamp)
  SELECT id, account_id, dialog_state_id, contact_id, message_type, event, turn, position, message_data, timestamp
    FROM jsonb_to_recordset($1::jsonb) AS entry (id text, account_id uuid, dialog_state_id uuid, contact_id uuid,
      message_type text, event text, turn int, position int, message_data jsonb, timestamp timestamptz)
  ON CONFLICT (id) DO UPDATE
    SET contact_id = EXCLUDED.contact_id, message_type = EXCLUDED.message_type, event = EXCLUDED.event,
        turn = EXCLUDED.turn, position = EXCLUDED.position, message_data = EXCLUDED.message_data,
        timestamp = EXCLUDED.timestamp
    WHERE stored.account_id = EXCLUDED.account_id AND stored.dialog_state_id = EXCLUDED.dialog_state_id
  RETURNING id`;

function toRow(entry: TranscriptEntry): Omit<RawEntry, 'timestamp'> & { timestamp: string } {
  return {
    id: entry.id,
    account_id: entry.accountId,
    dialog_state_id: entry.dialogId,
    contact_id: entry.contactId,
    message_type: entry.type,
    event: entry.event,
    turn: entry.turn,
    position: entry.position,
    message_data: entry.data,
    timestamp: new Date(entry.at).toISOString(),
  };
}

function toEntry(row: RawEntry): TranscriptEntry {
  return {
    id: row.id,
    accountId: row.account_id,
    dialogId: row.dialog_state_id,
    contactId: row.contact_id,
    type: row.message_type,
    event: row.event,
    turn: row.turn,
    position: row.position,
    at: row.timestamp.getTime(),
    data: row.message_data,
  };
}
