import { filesOf, textOf } from '../../domain/messaging/content';
import { fileAt, forTheApp, previewed } from '../shown-message';
import type { ShowMessage } from '../shown-message';
import { toTwilio } from './to-provider';

const ANYBODY = { sendId: '', attemptId: '', accountId: '', to: '+10000000000' };
const ANY_SENDER = { from: '+10000000001', publicBaseUrl: undefined };

/** What WhatsApp shows of a message through Twilio; of a template, its approved words where they are known. */
export const showOnTwilio: ShowMessage = (content, files) => {
  const request = toTwilio({ ...ANYBODY, content, files: files.map(previewed) }, ANY_SENDER);
  if (!request.ok) return request;
  const { body, mediaUrl = [], contentSid } = request.params;
  if (contentSid !== undefined) return shownWords(textOf(content));
  // Twilio is told addresses alone: what kind of file is there, the content says.
  const kinds = filesOf(content).map(({ kind }) => kind);
  const shown = mediaUrl.map((address, n) => {
    return { kind: kinds[n] ?? 'document', ...fileAt(address), caption: forTheApp(body) };
  });
  if (shown.length === 0) return shownWords(body);
  return { ok: true, message: { files: shown, words: null, choices: null } };
};

function shownWords(text: string | null | undefined) {
  return { ok: true as const, message: { files: [], words: forTheApp(text), choices: null } };
}
