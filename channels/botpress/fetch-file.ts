import type { FetchedFile, InboundMedia } from '../channel';
import { fetchFileFrom } from '../fetch-file';
import type { HttpExchange } from '../http-exchange';
import { isRefusedAddress } from './refused-address';

/**
 * Fetches a file from the address that the sender named. Anybody's address may stand there, so this is only as
 * safe as the client: it must refuse private addresses.
 */
export async function fetchFromSender(
  { exchange, timeoutMs }: { exchange: HttpExchange; timeoutMs: number },
  file: InboundMedia,
): Promise<FetchedFile> {
  const address: { refused: boolean } = { refused: false };
  const judged: HttpExchange = async (call) => {
    const result = await exchange(call);
    address.refused ||= isRefusedAddress(result);
    return result;
  };
  const fetched = await fetchFileFrom(judged, {
    ...{ provider: 'The sender', url: file.providerFileId, timeoutMs },
    headersFor: () => ({}),
  });
  if (address.refused) return { kind: 'refused', detail: 'The file is not at a public https address' };
  if (fetched.kind !== 'fetched') return fetched;
  return {
    ...fetched,
    mimeType: file.mimeType ?? fetched.mimeType,
    fileName: file.fileName ?? fetched.fileName,
  };
}
