import type { Capabilities } from '../../domain/messaging/capabilities';
import type { FileKind } from '../../domain/messaging/content';

const MB = 1_048_576;

/** Meta's own limits (developers.facebook.com/docs/whatsapp/cloud-api: messages, interactive messages, media). */
export const WHATSAPP_CLOUD_CAPABILITIES: Capabilities = {
  text: 4096,
  caption: { length: 1024, kinds: ['image', 'video', 'document'] },
  buttons: { most: 3, label: 20, withFile: true, body: 1024 },
  list: { rows: 10, open: 20, label: 24, description: 72, body: 1024 },
  album: null,
  files: {
    image: { bytes: 5 * MB },
    video: { bytes: 16 * MB },
    audio: { bytes: 16 * MB },
    document: { bytes: 100 * MB },
  },
  templates: true,
  receipts: true,
};

/** The types Meta takes of each kind (…/cloud-api/reference/media, supported media types); any document goes. */
export const WHATSAPP_CLOUD_TYPES: Readonly<Record<FileKind, readonly string[] | null>> = {
  image: ['image/jpeg', 'image/png'],
  video: ['video/mp4', 'video/3gpp'],
  audio: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
  document: null,
};
