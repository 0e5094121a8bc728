import type { FileKind, FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import { fileNameAt, ownFileOf, refusalOfFile } from '../file-rules';
import type { OwnFile } from '../file-rules';
import { WHATSAPP_CLOUD_CAPABILITIES, WHATSAPP_CLOUD_TYPES } from './capabilities';

/** The bot's own file with what Meta calls it. */
export interface MetaFile extends OwnFile {
  mediaId: string;
}

/** A file of a message: uploaded before, or at an address that Meta fetches it from. */
export type MetaMedia = ({ id: string } | { link: string }) & { caption?: string; filename?: string };

const RULES = {
  provider: 'WhatsApp',
  capabilities: WHATSAPP_CLOUD_CAPABILITIES,
  types: WHATSAPP_CLOUD_TYPES,
};

export type MediaConversion =
  { ok: true; kind: FileKind; media: MetaMedia } | { ok: false; refusal: Rejected };

/** One file in Meta's form, or why Meta would not take it. */
export function toMedia(ref: FileRef, files: readonly MetaFile[]): MediaConversion {
  const own = ownFileOf(ref, files);
  const refusal = refusalOfFile(ref, own, RULES);
  if (refusal) return { ok: false, refusal };
  const fileName = ref.kind === 'document' ? nameOf(ref, own) : null;
  const media: MetaMedia = {
    ...(own ? { id: own.mediaId } : { link: ref.url ?? '' }),
    ...(ref.caption && { caption: ref.caption }),
    ...(fileName !== null && { filename: fileName }),
  };
  return { ok: true, kind: ref.kind, media };
}

/** Only a document shows a name; its ending tells the phone what opens it. */
function nameOf(ref: FileRef, own: MetaFile | null): string | null {
  if (own) return own.fileName;
  return ref.url === undefined ? null : fileNameAt(ref.url);
}
