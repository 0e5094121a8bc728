import { MAX_FILE_BYTES } from '../domain/conversations/file-kind';
import type { FetchedFile } from './channel';
import type { Answer, Exchange, HttpExchange } from './http-exchange';
import { retryAfterMs } from './http-outcome';

const RETRY_MS = 5_000;
const MOST_REDIRECTS = 3;
const LONGEST_NAME = 200;

/** What to fetch and where to go for it. */
export interface FileRequest {
  /** In the words of a refusal, such as `WhatsApp`. */
  provider: string;
  url: string;
  /** For each hop. */
  timeoutMs: number;
  maxBytes?: number;
  /**
   * The headers for one address, null where nothing may be asked. Every hop is judged anew, the first being 0, so
   * that credentials never follow a redirect to somebody else.
   */
  headersFor(address: URL, hop: number): Record<string, string> | null;
}

/** Fetches a file that a person sent; what it says names neither address nor id. */
export async function fetchFileFrom(exchange: HttpExchange, request: FileRequest): Promise<FetchedFile> {
  const { timeoutMs, maxBytes = MAX_FILE_BYTES } = request;
  let next = request.url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const address = URL.canParse(next) ? new URL(next) : null;
    const headers = address && hasNoUser(address) ? request.headersFor(address, hop) : null;
    if (address === null || headers === null) {
      return refused(`The file is not on a host of ${request.provider}`);
    }
    const result = await exchange({
      ...{ method: 'GET', url: address.href, headers, timeoutMs, maxBytes, wantsBytes: true },
    });
    const redirect = redirectOf(result, address);
    if (redirect === null) return outcomeOf(result, request.provider);
    next = redirect;
  }
  return refused(`${request.provider} sends from one address to the next without end`);
}

/** Why a file cannot be had now or ever, from a call that brought none; the same for every provider. */
export function outcomeWithoutFile(result: Exchange, provider: string): FetchedFile {
  if (result.kind !== 'answered') {
    if (result.kind === 'unanswered' && result.tooLong) return refused('The file is too large');
    return later(`${provider} did not give the file: ${result.detail}`);
  }
  const { status } = result;
  if (status === 429)
    return { ...later(`${provider} asks to slow down`), retryAfterMs: retryAfterMs(result) };
  if (status >= 500 || status === 408) return later(`${provider} answered ${status} for the file`);
  if (status === 401 || status === 403) return refused(`${provider} refuses the credentials for the file`);
  return refused(`${provider} no longer has the file (HTTP ${status})`);
}

function outcomeOf(result: Exchange, provider: string): FetchedFile {
  if (result.kind !== 'answered' || result.bytes === undefined) return outcomeWithoutFile(result, provider);
  if (result.bytes.length === 0) return refused('The file is empty');
  return {
    kind: 'fetched',
    bytes: result.bytes,
    mimeType: mimeTypeOf(result),
    fileName: fileNameIn(headerOf(result, 'content-disposition')),
  };
}

/** Where an answer sends on to, resolved; null when it does not. */
function redirectOf(result: Exchange, from: URL): string | null {
  if (result.kind !== 'answered' || ![301, 302, 303, 307, 308].includes(result.status)) return null;
  const location = headerOf(result, 'location');
  return location !== null && URL.canParse(location, from.href) ? new URL(location, from).href : null;
}

function hasNoUser({ username, password }: URL): boolean {
  return username === '' && password === '';
}

function mimeTypeOf(answer: Answer): string {
  const [type = ''] = (headerOf(answer, 'content-type') ?? '').split(';');
  return type.trim().toLowerCase() || 'application/octet-stream';
}

/** A file's name as a Content-Disposition gives it, without any folder. */
function fileNameIn(disposition: string | null): string | null {
  const [, quoted, bare] = /filename=(?:"([^"]+)"|([^\s;"]+))/i.exec(disposition ?? '') ?? [];
  const [name = ''] = (quoted ?? bare ?? '').split(/[/\\]/).slice(-1);
  const clean = name.replace(/\p{Cc}/gu, '').slice(0, LONGEST_NAME);
  return /^\.*$/.test(clean) ? null : clean;
}

function headerOf({ headers }: Answer, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function refused(detail: string): FetchedFile {
  return { kind: 'refused', detail };
}

function later(detail: string) {
  return { kind: 'later' as const, detail, retryAfterMs: RETRY_MS };
}
