import type { Capabilities } from '../../domain/messaging/capabilities';
import type { FileKind } from '../../domain/messaging/content';

const MB = 1_048_576;

/**
 * WhatsApp through Twilio (twilio.com/docs/whatsapp/guidance-whatsapp-media-messages; body: error 21617). Buttons
 * and lists need an approved content template there, so they are numbered lines; a document takes no caption.
 */
export const TWILIO_CAPABILITIES: Capabilities = {
  text: 1600,
  caption: { length: 1600, kinds: ['image', 'video'] },
  buttons: null,
  list: null,
  album: null,
  files: {
    image: { bytes: 5 * MB },
    video: { bytes: 16 * MB },
    audio: { bytes: 16 * MB },
    document: { bytes: 16 * MB },
  },
  templates: true,
  receipts: true,
};

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The types of the same page, by kind. WebP is for stickers alone, so it is no image here. */
export const TWILIO_TYPES: Readonly<Record<FileKind, readonly string[]>> = {
  image: ['image/jpeg', 'image/png'],
  video: ['video/mp4'],
  audio: ['audio/ogg', 'audio/amr', 'audio/3gpp', 'audio/aac', 'audio/mpeg'],
  document: [
    'application/pdf',
    'application/msword',
    `${OFFICE}.wordprocessingml.document`,
    `${OFFICE}.presentationml.presentation`,
    `${OFFICE}.spreadsheetml.sheet`,
    'text/vcard',
  ],
};
