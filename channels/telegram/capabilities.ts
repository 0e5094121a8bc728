import type { Capabilities } from '../../domain/messaging/capabilities';

const MB = 1_048_576;

/** The Bot API's limits (core.telegram.org/bots/api). A list is a keyboard of one button a row. */
export const TELEGRAM_CAPABILITIES: Capabilities = {
  text: 4096,
  caption: { length: 1024, kinds: ['image', 'video', 'audio', 'document'] },
  buttons: { most: 100, label: 64, withFile: true },
  list: null,
  album: { least: 2, most: 10 },
  files: {
    image: { bytes: 10 * MB },
    video: { bytes: 50 * MB },
    audio: { bytes: 50 * MB },
    document: { bytes: 50 * MB },
  },
  calendarFiles: true,
  templates: false,
  receipts: false,
};
