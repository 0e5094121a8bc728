import type { AcceptedMessage } from './fake-meta';
import { sha256Of } from './media';
import type { StoredFile } from './media';

/** The answer to a message that was made; whatsapp_business_messaging, MessageResponsePayload. */
export function createdResource({ id, to }: Pick<AcceptedMessage, 'id' | 'to'>) {
  const contact = to.startsWith('+') ? { input: to, wa_id: to.slice(1) } : { input: to, user_id: to };
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id, message_status: 'accepted' }],
  };
}

/** Where a file is; whatsapp_business_messaging, the answer of retrieveMediaUrl. */
export function placeResource({ id, mimeType, bytes }: StoredFile, url: string) {
  return {
    messaging_product: 'whatsapp',
    url,
    mime_type: mimeType,
    sha256: sha256Of(bytes),
    file_size: String(bytes.length),
    id,
  };
}

/** The body of every refusal and failure; the text holds the number, as Meta's may. */
export function errorResource(code: number, details: string) {
  return {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'A0fakeTraceIdOfMeta000000',
    },
  };
}
