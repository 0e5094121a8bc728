import type { Capabilities } from '../../domain/messaging/capabilities';

const MB = 1_048_576;

/** A webhook of our own design: whoever receives it renders what it likes. */
export const BOTPRESS_CAPABILITIES: Capabilities = {
  text: 4096,
  caption: { length: 1024, kinds: ['image', 'video', 'audio', 'document'] },
  buttons: { most: 10, label: 40, withFile: true },
  list: { rows: 20, open: 40, label: 40, description: 100 },
  album: null,
  files: {
    image: { bytes: 16 * MB },
    video: { bytes: 16 * MB },
    audio: { bytes: 16 * MB },
    document: { bytes: 16 * MB },
  },
  templates: false,
  receipts: false,
};
