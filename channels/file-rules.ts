import type { Capabilities } from '../domain/messaging/capabilities';
import type { FileKind, FileRef } from '../domain/messaging/content';
import type { Rejected } from '../domain/messaging/outcome';
import type { OutboundFile } from './channel';
import { rejected } from './rejection';

/** What a provider takes as a file. */
export interface FileRules {
  /** The provider's name, for the words of a refusal. */
  provider: string;
  capabilities: Pick<Capabilities, 'files' | 'caption'>;
  /** The MIME types of each kind; null for any. */
  types: Readonly<Record<FileKind, readonly string[] | null>>;
}

/** What is known of the bot's own file before it is uploaded or linked. */
export type OwnFile = Pick<OutboundFile, 'id' | 'mimeType' | 'fileName' | 'sizeBytes'>;

/** The bot's own file that a reference names; null for a file at an address. */
export function ownFileOf<File extends OwnFile>(
  ref: FileRef,
  files: readonly File[] | undefined,
): File | null {
  if (ref.media === undefined) return null;
  const found = files?.find(({ id }) => id === ref.media);
  if (!found) throw new Error('A message names a file that did not come with it');
  return found;
}

/** Why a file cannot go to a provider; null when it can. */
export function refusalOfFile(ref: FileRef, own: OwnFile | null, rules: FileRules): Rejected | null {
  const limit = rules.capabilities.files[ref.kind];
  if (!limit) return rejected('file-unsupported', `${rules.provider} takes no ${ref.kind}`);
  const problem = own ? problemWithOwn(ref.kind, own, rules) : problemWithAddress(ref.url);
  return problem ?? problemWithCaption(ref, rules);
}

function problemWithOwn(kind: FileKind, own: OwnFile, { provider, capabilities, types }: FileRules) {
  const most = capabilities.files[kind]?.bytes ?? 0;
  if (own.sizeBytes > most) {
    return rejected('file-too-large', `${provider} takes a file of kind ${kind} up to ${most} bytes`);
  }
  const taken = types[kind];
  const [type = ''] = own.mimeType.split(';');
  if (taken === null || taken.includes(type.trim().toLowerCase())) return null;
  return rejected('file-unsupported', `${provider} takes as ${kind}: ${taken.join(', ')}`);
}

function problemWithAddress(url: string | undefined): Rejected | null {
  if (url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:') return null;
  return rejected('file-address-invalid', 'A file that is not one of the bot must be at an https address');
}

function problemWithCaption({ kind, caption = '' }: FileRef, { provider, capabilities }: FileRules) {
  if (caption === '') return null;
  const { kinds, length } = capabilities.caption;
  if (!kinds.includes(kind)) {
    return rejected(
      'caption-unsupported',
      `${provider} takes no words with a file of kind ${kind}: send them apart`,
    );
  }
  if (Array.from(caption).length <= length) return null;
  return rejected('caption-too-long', `${provider} takes at most ${length} characters with a file`);
}

/** A name for a file at an address, from the last part of its path; null when that tells none. */
export function fileNameAt(url: string): string | null {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    const name = decodeURIComponent(last);
    return /\.[A-Za-z0-9]{1,8}$/.test(name) ? name : null;
  } catch {
    return null;
  }
}
