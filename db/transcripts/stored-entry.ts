import { Schema } from 'mongoose';
import { TRANSCRIPT_TYPES, type TranscriptEntry } from './transcripts';

/** An entry as MongoDB keeps it. */
export interface StoredEntry extends Omit<TranscriptEntry, 'id' | 'at' | 'data'> {
  _id: string;
  at: Date;
  /** As JSON text: keys with `$` and dots mean something to MongoDB, and depth has a limit there. */
  data: string;
}

const required = true as const;

export const storedEntrySchema = new Schema<StoredEntry>(
  {
    _id: { type: String, required },
    accountId: { type: String, required },
    dialogId: { type: String, required },
    contactId: { type: String, required },
    type: { type: String, required, enum: TRANSCRIPT_TYPES },
    event: { type: String, required },
    turn: { type: Number, required },
    position: { type: Number, required },
    at: { type: Date, required },
    data: { type: String, required },
  },
  { strict: 'throw', strictQuery: 'throw', versionKey: false },
)
  .index({ accountId: 1, dialogId: 1, turn: 1, position: 1 })
  .index({ accountId: 1, contactId: 1 });

export function toStored({ id, at, data, ...entry }: TranscriptEntry): StoredEntry {
  return {
    ...entry,
    _id: id,
    accountId: checkedId(entry.accountId),
    dialogId: checkedId(entry.dialogId),
    contactId: checkedId(entry.contactId),
    at: new Date(at),
    data: JSON.stringify(data),
  };
}

export function toEntry({ _id, at, data, ...entry }: StoredEntry): TranscriptEntry {
  return { id: _id, ...entry, at: at.getTime(), data: JSON.parse(data) as Record<string, unknown> };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A filter takes plain ids only: an object in their place would be an operator. */
export function checkedId(id: unknown): string {
  if (typeof id === 'string' && UUID.test(id)) return id.toLowerCase();
  throw new Error('An account, a dialog and a contact are named by their UUIDs');
}
