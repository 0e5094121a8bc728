import type { FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import { fetchFileFrom } from '../fetch-file';
import { fileNameAt } from '../file-rules';
import type { HttpExchange } from '../http-exchange';
import { rejected } from '../rejection';
import { WHATSAPP_WEB_CAPABILITIES, WHATSAPP_WEB_TYPES } from './capabilities';
import type { WebFile } from './to-provider';
import type { SendBody } from './wire';

const FETCH_TIMEOUT_MS = 8_000;

type Read = { ok: true; file: NonNullable<SendBody['file']> } | { ok: false; outcome: Rejected };

/**
 * The bytes of a file, for a page that takes nothing else. An address is what an account wrote, so the client that
 * goes there must refuse private ones; without such a client nothing is fetched.
 */
export async function readFile({ ref, own }: WebFile, linkExchange: HttpExchange | undefined): Promise<Read> {
  if (!own) return readLink(ref, linkExchange);
  const base64 = (await own.read()).toString('base64');
  return {
    ok: true,
    file: { kind: ref.kind, mimeType: own.mimeType, fileName: own.fileName, base64 },
  };
}

async function readLink({ kind, url = '' }: FileRef, exchange: HttpExchange | undefined): Promise<Read> {
  if (!exchange) return refuse('file-unsupported', 'Files at an address cannot be fetched here: upload them');
  const fetched = await fetchFileFrom(exchange, {
    ...{ provider: 'the address', url, timeoutMs: FETCH_TIMEOUT_MS },
    maxBytes: WHATSAPP_WEB_CAPABILITIES.files[kind]?.bytes ?? 0,
    headersFor: () => ({}),
  });
  // As with providers that fetch themselves: a message does not wait for somebody else's server.
  if (fetched.kind !== 'fetched') return refuse('file-not-fetched', fetched.detail);
  const { mimeType } = fetched;
  if (WHATSAPP_WEB_TYPES[kind]?.includes(mimeType) === false)
    return refuse('file-unsupported', `At the address is no ${kind} that WhatsApp shows`);
  const fileName = fetched.fileName ?? fileNameAt(url) ?? kind;
  return { ok: true, file: { kind, mimeType, fileName, base64: fetched.bytes.toString('base64') } };
}

function refuse(code: string, detail: string): Read {
  return { ok: false, outcome: rejected(code, detail) };
}
