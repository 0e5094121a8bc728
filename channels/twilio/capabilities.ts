import type { Capabilities } from '../../domain/messaging/capabilities';

const MB = 1_048_576;

/** WhatsApp through Twilio: buttons and lists need an approved content template there, so they are numbered lines. */
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
