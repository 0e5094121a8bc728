import type { DataSource } from 'typeorm';
import { createMongoTranscripts } from './mongo-transcripts';
import { createPostgresTranscripts } from './postgres-transcripts';
import type { Transcripts } from './transcripts';

export interface TranscriptSettings {
  db: DataSource;
  /** MONGODB_URL; without it transcripts are kept in Postgres. */
  mongodbUrl: string | undefined;
}

/** The store of a process, to be closed with it. */
export interface TranscriptStore extends Transcripts {
  close(): Promise<void>;
}

export function createTranscripts({ db, mongodbUrl }: TranscriptSettings): TranscriptStore {
  if (mongodbUrl !== undefined) return createMongoTranscripts(mongodbUrl);
  return { ...createPostgresTranscripts(db), close: () => Promise.resolve() };
}
