import { fileAt, previewed } from '../shown-message';
import type { ShowMessage, ShownMessage, ShownWords } from '../shown-message';
import type { CallbackMessage } from './message-body';
import { toBotpress } from './to-provider';

const ANYBODY = { sendId: '', attemptId: '', accountId: '', to: '' };

/** What is posted to a bot's callback address; who receives it may show it in their own way. */
export const showOnBotpress: ShowMessage = (content, files) => {
  const request = toBotpress({ ...ANYBODY, content, files: files.map(previewed) });
  if (!request.ok) return request;
  if ('session' in request.body) throw new Error('A day is not shown: its bot is told of it');
  return { ok: true, message: shown(request.body) };
};

function shown({ file, text, options, open }: CallbackMessage): ShownMessage {
  const words = wordsOf(text);
  const choices = options ? { open: open ?? null, options } : null;
  if (!file) return { files: [], words, choices };
  return { files: [{ kind: file.kind, ...fileAt(file.url), caption: words }], words: null, choices };
}

/** Marks are handed over as they are written. */
function wordsOf(text: string | undefined): ShownWords | null {
  return text === undefined ? null : { text, emphasis: [] };
}
