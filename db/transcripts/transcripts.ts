import type { EntityManager } from 'typeorm';
import type { EpochMs } from '../../domain/time/moments';

export const TRANSCRIPT_TYPES = ['user', 'bot', 'operator', 'event'] as const;
export type TranscriptType = (typeof TRANSCRIPT_TYPES)[number];

/** One line of a conversation: a message in either direction, or what the bot did between two of them. */
export interface TranscriptEntry {
  /** Made of what it records, such as `{dialog}:{turn}:{n}`: writing it twice has one effect. */
  id: string;
  accountId: string;
  dialogId: string;
  contactId: string;
  /** Who it comes from; `event` is nobody. */
  type: TranscriptType;
  /** `message`, `entered`, `condition`, `answer-accepted`, `call`, `timer`, `error`… */
  event: string;
  turn: number;
  /** Its place within the turn; no two entries of a turn share one. */
  position: number;
  at: EpochMs;
  /** Any JSON object, with any keys; text without NUL and without half characters. */
  data: Readonly<Record<string, unknown>>;
}

export interface TranscriptPage {
  accountId: string;
  dialogId: string;
  /** The last entry of the page before; null for the first page. */
  after: { turn: number; position: number } | null;
  /** From the newest entry back, instead of from the oldest on. */
  newestFirst?: boolean;
  limit: number;
}

/** Where transcripts are kept: Postgres, or MongoDB. Throws when the store is away or an id is not one. */
export interface Transcripts {
  /**
   * Writes entries, each once however often it is written. In Postgres `unit` makes them part of the caller's
   * transaction; MongoDB has no part in it, so there they are written before that transaction commits.
   */
  append(entries: readonly TranscriptEntry[], unit?: EntityManager): Promise<void>;
  /** In the order of turn and position, or against it. */
  list(page: TranscriptPage): Promise<TranscriptEntry[]>;
  eraseDialog(accountId: string, dialogId: string, unit?: EntityManager): Promise<void>;
  /** Every entry of a contact, in all its dialogs; answers how many there were. */
  eraseContact(accountId: string, contactId: string, unit?: EntityManager): Promise<number>;
}

/** The last writing of each id: one statement may not write a row twice. */
export function lastOfEach(entries: readonly TranscriptEntry[]): TranscriptEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
