import type { FetchedFile, InboundMedia } from '../channel';
import { fetchFileFrom } from '../fetch-file';
import { bearer, sessionUrl, type BridgeLine } from './bridge-line';

/** Fetches a person's file from the bridge, which has the page download it; nobody else is ever asked. */
export function fetchFromWhatsAppWeb(line: BridgeLine, file: InboundMedia): Promise<FetchedFile> {
  return fetchFileFrom(line.exchange, {
    provider: 'WhatsApp Web',
    url: sessionUrl(line, `/files/${encodeURIComponent(file.providerFileId)}`),
    timeoutMs: line.timeoutMs,
    headersFor: (_address, hop) => (hop === 0 ? bearer(line) : null),
  });
}
