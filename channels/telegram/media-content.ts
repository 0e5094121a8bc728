import type { FileKind, FileRef } from '../../domain/messaging/content';
import type { Rejected } from '../../domain/messaging/outcome';
import type { OutboundFile } from '../channel';
import { ownFileOf, refusalOfFile } from '../file-rules';
import type { FileRules } from '../file-rules';
import { TELEGRAM_CAPABILITIES } from './capabilities';

const RULES: FileRules = {
  provider: 'Telegram',
  capabilities: TELEGRAM_CAPABILITIES,
  // Of the other kinds Telegram takes any type: what it cannot play it shows as a document.
  types: {
    image: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    video: null,
    audio: null,
    document: null,
  },
};

/** What Telegram calls each kind, in its methods' names and parameters. */
export const KIND_NAMES = {
  image: { method: 'sendPhoto', parameter: 'photo' },
  video: { method: 'sendVideo', parameter: 'video' },
  audio: { method: 'sendAudio', parameter: 'audio' },
  document: { method: 'sendDocument', parameter: 'document' },
} as const satisfies Record<FileKind, { method: string; parameter: string }>;

/** A file that travels with the call, under a field of the form. */
export interface Upload {
  field: string;
  file: OutboundFile;
}

/** How one file is named in a call: by Telegram's own id or an address, or as an upload. */
export type MediaConversion =
  | { ok: true; media: string; upload: null }
  | { ok: true; upload: OutboundFile }
  | { ok: false; refusal: Rejected };

/** One file in Telegram's form, or why Telegram would not take it. */
export function toMedia(ref: FileRef, files: readonly OutboundFile[] | undefined): MediaConversion {
  const own = ownFileOf(ref, files);
  const refusal = refusalOfFile(ref, own, RULES);
  if (refusal) return { ok: false, refusal };
  if (!own) return { ok: true, media: ref.url ?? '', upload: null };
  if (own.platformFileId === null) return { ok: true, upload: own };
  return { ok: true, media: own.platformFileId, upload: null };
}
