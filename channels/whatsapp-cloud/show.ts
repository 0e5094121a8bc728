import type { FileKind, MessageContent } from '../../domain/messaging/content';
import { textOf } from '../../domain/messaging/content';
import { forTheApp } from '../shown-message';
import type { PreviewFile, ShowMessage, ShownFile, ShownMessage } from '../shown-message';
import type { Interactive } from './choices-content';
import type { MetaFile, MetaMedia } from './media-content';
import { toWhatsAppCloud } from './to-provider';
import type { CloudMessage } from './to-provider';

const ANYBODY = { to: '+10000000000', attemptId: '' };

/** What WhatsApp shows of a message through Meta; of a template, its approved words where they are known. */
export const showOnWhatsAppCloud: ShowMessage = (content, files) => {
  const request = toWhatsAppCloud({ content, ...ANYBODY }, files.map(uploaded));
  return request.ok ? { ok: true, message: shown(request.body, content) } : request;
};

/** Under our own id, so that the message can be read back. */
function uploaded(file: PreviewFile): MetaFile {
  return { ...file, mediaId: file.id };
}

function shown(body: CloudMessage, content: MessageContent): ShownMessage {
  const nothing: ShownMessage = { files: [], words: null, choices: null };
  switch (body.type) {
    case 'text':
      return { ...nothing, words: forTheApp(body.text.body) };
    case 'template':
      return { ...nothing, words: forTheApp(textOf(content)) };
    case 'interactive':
      return ofInteractive(body.interactive);
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
      return { ...nothing, files: fileIn(body.type, body[body.type]) };
  }
}

function ofInteractive(interactive: Interactive): ShownMessage {
  const words = forTheApp(interactive.body.text);
  if (interactive.type === 'list') {
    const { button: open, sections } = interactive.action;
    const options = sections[0].rows.map(({ title: label, ...row }) => ({ ...row, label }));
    return { files: [], words, choices: { open, options } };
  }
  const { header, action } = interactive;
  const options = action.buttons.map(({ reply: { id, title } }) => ({ id, label: title }));
  const files = header ? fileIn(header.type, header[header.type]) : [];
  return { files, words, choices: { open: null, options } };
}

function fileIn(kind: FileKind, media: MetaMedia | undefined): ShownFile[] {
  if (!media) return [];
  const file = 'id' in media ? { media: media.id } : { url: media.link };
  return [{ kind, ...file, caption: forTheApp(media.caption) }];
}
