import { forTheApp, previewed } from '../shown-message';
import type { ShowMessage } from '../shown-message';
import { toWhatsAppWeb } from './to-provider';

const ANYBODY = { sendId: '', attemptId: '', accountId: '', to: '+10000000000' };

/** What WhatsApp shows of a message that its web page writes. */
export const showOnWhatsAppWeb: ShowMessage = (content, files) => {
  const request = toWhatsAppWeb({ ...ANYBODY, content, files: files.map(previewed) });
  if (!request.ok) return request;
  const { text, file } = request;
  const words = forTheApp(text === '' ? null : text);
  if (file === null) return { ok: true, message: { files: [], words, choices: null } };
  const { kind, media, url } = file.ref;
  const shown = { kind, ...(media !== undefined && { media }), ...(url !== undefined && { url }) };
  return { ok: true, message: { files: [{ ...shown, caption: words }], words: null, choices: null } };
};
