import type { AlbumContent } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundFile } from '../channel';
import { rejected } from '../rejection';
import { TELEGRAM_CAPABILITIES } from './capabilities';
import { captioned } from './emphasis';
import type { MessageEntity } from './emphasis';
import { KIND_NAMES, toMedia } from './media-content';
import type { Upload } from './media-content';

/** One entry of sendMediaGroup (InputMediaPhoto and its like). */
export interface InputMedia {
  type: string;
  /** Telegram's id, an address, or `attach://` and the field of the form. */
  media: string;
  caption?: string;
  caption_entities?: MessageEntity[];
}

export type AlbumConversion =
  { ok: true; media: InputMedia[]; uploads: Upload[] } | { ok: false; refusal: Rejected };

/** An album in Telegram's form, or why Telegram would not take it. */
export function toAlbum(
  { files: refs }: AlbumContent,
  files: readonly OutboundFile[] | undefined,
): AlbumConversion {
  const problem = problemWith(refs);
  if (problem !== null) return { ok: false, refusal: rejected('album-invalid', problem) };
  const media: InputMedia[] = [];
  const uploads: Upload[] = [];
  for (const [index, ref] of refs.entries()) {
    const converted = toMedia(ref, files);
    if (!converted.ok) return converted;
    const field = `file${index}`;
    if (converted.upload) uploads.push({ field, file: converted.upload });
    media.push({
      type: KIND_NAMES[ref.kind].parameter,
      media: converted.upload ? `attach://${field}` : converted.media,
      ...captioned(ref.caption),
    });
  }
  return { ok: true, media, uploads };
}

function problemWith(refs: AlbumContent['files']): string | null {
  const { least, most } = TELEGRAM_CAPABILITIES.album ?? { least: 0, most: 0 };
  if (refs.length < least || refs.length > most)
    return `Telegram takes ${least} to ${most} files in an album`;
  const kinds = new Set(refs.map(({ kind }) => kind));
  if (kinds.size === 1 || (!kinds.has('audio') && !kinds.has('document'))) return null;
  return 'Telegram takes audio and documents in an album with their own kind only';
}
