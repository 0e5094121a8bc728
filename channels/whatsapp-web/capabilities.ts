import type { Capabilities } from '../../domain/messaging/capabilities';
import type { FileKind } from '../../domain/messaging/content';

const MB = 1_048_576;

/**
 * WhatsApp's web page. Buttons and lists of personal accounts are no longer shown by phones, so they are numbered
 * lines; sounds take no words. A file goes through the browser's memory in base64, so none is larger than 16 MB.
 */
export const WHATSAPP_WEB_CAPABILITIES: Capabilities = {
  text: 4096,
  caption: { length: 1024, kinds: ['image', 'video', 'document'] },
  buttons: null,
  list: null,
  album: null,
  files: {
    image: { bytes: 16 * MB },
    video: { bytes: 16 * MB },
    audio: { bytes: 16 * MB },
    document: { bytes: 16 * MB },
  },
  templates: false,
  receipts: true,
};

/** What phones play as what it is; whatever else there is can go as a document. */
export const WHATSAPP_WEB_TYPES: Readonly<Record<FileKind, readonly string[] | null>> = {
  image: ['image/jpeg', 'image/png', 'image/webp'],
  video: ['video/mp4', 'video/3gpp'],
  audio: ['audio/ogg', 'audio/amr', 'audio/3gpp', 'audio/aac', 'audio/mpeg', 'audio/mp4'],
  document: null,
};
