import type { Capabilities } from '../../domain/messaging/capabilities';

const MB = 1_048_576;

/** The simulated phone shows what WhatsApp would: three buttons, or a list of ten rows. */
export const SIMULATOR_CAPABILITIES: Capabilities = {
  text: 4096,
  caption: { length: 1024, kinds: ['image', 'video', 'audio', 'document'] },
  buttons: { most: 3, label: 20, withFile: true, body: 1024 },
  list: { rows: 10, open: 20, label: 24, description: 72, body: 1024 },
  album: { least: 2, most: 10 },
  files: {
    image: { bytes: 16 * MB },
    video: { bytes: 16 * MB },
    audio: { bytes: 16 * MB },
    document: { bytes: 16 * MB },
  },
  calendarFiles: true,
  templates: true,
  receipts: false,
};
