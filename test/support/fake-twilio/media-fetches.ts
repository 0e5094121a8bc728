import { request } from 'undici';
import type { LedgerMessage } from './ledger';

/** What fetching a message's file came to. */
export interface MediaFetch {
  messageSid: string;
  url: string;
  /** Null when nobody answered. */
  status: number | null;
  contentType: string | null;
  bytes: number;
}

const TIMEOUT_MS = 15_000;
/** Twilio's "media failed to download". */
const NO_MEDIA = 63019;

/** Fetches the files of accepted messages, as Twilio does before it passes a message on. */
export function createMediaFetches() {
  const done: MediaFetch[] = [];
  const running = new Set<Promise<void>>();
  return {
    /** Goes on with the message once its file was asked for; a file that cannot be had fails it. */
    follow(message: LedgerMessage, url: string, next: () => void): void {
      const fetching = fetchOnce(message.sid, url).then((fetched) => {
        done.push(fetched);
        if (fetched.status !== 200) message.failsWith = NO_MEDIA;
        next();
      });
      running.add(fetching);
      void fetching.finally(() => running.delete(fetching));
    },
    all: (): readonly MediaFetch[] => done,
    async quiet(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
    clear: (): void => {
      done.length = 0;
    },
  };
}

async function fetchOnce(messageSid: string, url: string): Promise<MediaFetch> {
  try {
    const {
      statusCode: status,
      headers,
      body,
    } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { byteLength: bytes } = await body.arrayBuffer();
    const type = headers['content-type'];
    return { messageSid, url, status, contentType: typeof type === 'string' ? type : null, bytes };
  } catch {
    return { messageSid, url, status: null, contentType: null, bytes: 0 };
  }
}
