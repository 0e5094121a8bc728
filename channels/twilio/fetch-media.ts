import type { FetchedFile, InboundMedia } from '../channel';
import { fetchFileFrom } from '../fetch-file';
import type { Exchange, HttpCall, HttpExchange } from '../http-exchange';

/** The files of one account's messages, and how to get at them. */
export interface MediaStore {
  exchange: HttpExchange;
  accountSid: string;
  authToken: string;
  /** A Twilio-shaped API other than api.twilio.com. */
  apiBaseUrl?: string | undefined;
  retryDelaysMs?: readonly number[] | undefined;
}

const TIMEOUT_MS = 15_000;
/** A file may be announced a moment before Twilio can show it (chatwoot/chatwoot#15504). */
const RETRY_DELAYS_MS = [1000, 3000];

const API = 'https://api.twilio.com';
/** A file's address, the only one that gets the account's token. */
const MEDIA_PATH =
  /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages\/(?:SM|MM)[0-9a-fA-F]{32}\/Media\/ME[0-9a-fA-F]{32}$/;

/**
 * Where Twilio sends on to, with signed addresses that need no token: the first where HTTP authentication of media
 * is enforced, the others where it is not (Twilio support article 223183748).
 */
const REDIRECTS: readonly { origin: string; path: string }[] = [
  { origin: 'https://mms.twiliocdn.com', path: '/' },
  { origin: 'https://media.twiliocdn.com', path: '/' },
  { origin: 'https://s3-external-1.amazonaws.com', path: '/media.twiliocdn.com/' },
];

/**
 * Fetches a person's file from Twilio. A webhook says where it is, so the address is judged before any byte leaves:
 * the token goes to this account's media at the API alone, and no redirect takes it further.
 */
export async function fetchFromTwilio(store: MediaStore, file: InboundMedia): Promise<FetchedFile> {
  const api = new URL(store.apiBaseUrl ?? API).origin;
  const fetched = await fetchFileFrom(patient(store), {
    provider: 'Twilio',
    url: file.providerFileId,
    timeoutMs: TIMEOUT_MS,
    headersFor: (address, hop) => {
      if (hop === 0) return isOwnMedia(address, api, store.accountSid) ? basicAuth(store) : null;
      return mayFollow(address, api) ? {} : null;
    },
  });
  if (fetched.kind !== 'fetched') return fetched;
  return {
    ...fetched,
    mimeType: file.mimeType ?? fetched.mimeType,
    fileName: file.fileName ?? fetched.fileName,
  };
}

function isOwnMedia({ origin, pathname }: URL, api: string, accountSid: string): boolean {
  return (origin === api || origin === API) && MEDIA_PATH.exec(pathname)?.[1] === accountSid;
}

/** Another Twilio-shaped API may serve its files itself; the token stays behind all the same. */
function mayFollow({ origin, pathname }: URL, api: string): boolean {
  if (api !== API && origin === api) return true;
  return REDIRECTS.some((known) => known.origin === origin && pathname.startsWith(known.path));
}

/** Asks again, after a while, for what is not there yet. */
function patient({ exchange, retryDelaysMs = RETRY_DELAYS_MS }: MediaStore): HttpExchange {
  return async (call: HttpCall): Promise<Exchange> => {
    let result = await exchange(call);
    for (const delay of retryDelaysMs) {
      if (result.kind !== 'answered' || result.status !== 404) return result;
      await new Promise((resolve) => setTimeout(resolve, delay));
      result = await exchange(call);
    }
    return result;
  };
}

function basicAuth({ accountSid, authToken }: MediaStore): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
}
