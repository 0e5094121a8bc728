import { newSid } from './ledger';

/** A file of a person's message, as Twilio keeps it. */
export interface StoredMedia {
  sid: string;
  messageSid: string;
  contentType: string;
  fileName: string | null;
  bytes: Buffer;
}

/** The files the fake keeps, by their own sids. */
export function createMediaStore() {
  const files = new Map<string, StoredMedia>();
  return {
    keep(file: Omit<StoredMedia, 'sid'>): StoredMedia {
      const stored = { ...file, sid: newSid('ME') };
      files.set(stored.sid, stored);
      return stored;
    },
    get: (sid: string): StoredMedia | undefined => files.get(sid),
    clear: (): void => files.clear(),
  };
}
export type MediaStore = ReturnType<typeof createMediaStore>;
