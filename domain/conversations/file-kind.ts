import type { FileKind } from '../messaging/content';
import { FILE_ENDINGS } from './file-name';
import { officeType } from './office-file';

/** What a file is by its own bytes, or why it is not taken. */
export type ReadFile =
  | { kind: 'known'; file: FileKind; mimeType: string }
  | { kind: 'refused'; why: 'type' | 'size'; detail: string };

const MB = 1_048_576;

/** The largest file of each kind, in bytes: what every provider carries (Twilio's and Meta's media limits). */
export const FILE_LIMITS: Readonly<Record<FileKind, number>> = {
  image: 5 * MB,
  audio: 16 * MB,
  video: 16 * MB,
  document: 16 * MB,
};

/** No file is larger than this, whatever its kind. */
export const MAX_FILE_BYTES = 16 * MB;

const TAKEN =
  'send a JPEG, PNG or WebP image, an MP4 or 3GP video, an OGG, MP3, M4A, AAC or AMR recording, ' +
  'a PDF, DOCX, XLSX or PPTX document, or a plain text or CSV';

/** Says what a file is from its bytes; `declared` is a content type that must agree, null when nobody says. */
export function readFileKind(bytes: Uint8Array, declared: string | null): ReadFile {
  if (bytes.length === 0) return refused('The file is empty.');
  const claim = claimOf(declared);
  const mimeType = typeByMagic(bytes) ?? textType(bytes, claim);
  if (mimeType === null || (claim !== null && !Object.hasOwn(FILE_ENDINGS, claim))) {
    return refused(`This kind of file is not taken: ${TAKEN}.`);
  }
  if (claim !== null && claim !== mimeType) {
    return refused(`The file says ${claim} and is ${mimeType}: send it with its own content type.`);
  }
  const file = fileKindOf(mimeType);
  const limit = FILE_LIMITS[file];
  if (bytes.length > limit) {
    return {
      kind: 'refused',
      why: 'size',
      detail: `The file is larger than the ${limit / MB} MB of ${file} files.`,
    };
  }
  return { kind: 'known', file, mimeType };
}

/** Other names of the types that are taken. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-aac': 'audio/aac',
  'audio/aacp': 'audio/aac',
  'application/csv': 'text/csv',
};

/** The type somebody claims, without its parameters; null for a claim of nothing in particular. */
function claimOf(declared: string | null): string | null {
  const type = declared?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/octet-stream') return null;
  return Object.hasOwn(ALIASES, type) ? (ALIASES[type] ?? type) : type;
}

function fileKindOf(mimeType: string): FileKind {
  const family = mimeType.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

type Test = (bytes: Uint8Array) => string | null;

const starting =
  (type: string, ...parts: [at: number, text: string][]): Test =>
  (bytes) =>
    parts.every(([at, text]) => hasAt(bytes, at, text)) ? type : null;

/** Each by its signature at its place (the formats' own specifications). */
const MAGIC: readonly Test[] = [
  starting('image/jpeg', [0, '\xff\xd8\xff']),
  starting('image/png', [0, '\x89PNG\r\n\x1a\n'], [12, 'IHDR']),
  starting('image/webp', [0, 'RIFF'], [8, 'WEBPVP8']),
  starting('audio/ogg', [0, 'OggS'], [28, 'OpusHead']),
  starting('audio/ogg', [0, 'OggS'], [28, '\x01vorbis']),
  starting('audio/amr', [0, '#!AMR\n']),
  starting('audio/mpeg', [0, 'ID3']),
  starting('application/pdf', [0, '%PDF-']),
  isoMediaType,
  audioFrameType,
  officeType,
];

function typeByMagic(bytes: Uint8Array): string | null {
  for (const test of MAGIC) {
    const type = test(bytes);
    if (type !== null) return type;
  }
  return null;
}

/** ISO base media: the brand says whether it is a recording, a phone's video or a film. */
function isoMediaType(bytes: Uint8Array): string | null {
  if (!hasAt(bytes, 4, 'ftyp')) return null;
  const brand = String.fromCharCode(...bytes.subarray(8, 12));
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4';
  if (brand.startsWith('3gp')) return 'video/3gpp';
  return /^(isom|iso[2-9]|mp4[12]|avc1|dash|MSNV|M4V )$/.test(brand) ? 'video/mp4' : null;
}

/** A frame header without a container: eleven bits set, then version, layer, bit rate and sampling rate. */
function audioFrameType([first = 0, second = 0, third = 0]: Uint8Array): string | null {
  if (first !== 0xff) return null;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  const isLayer3 = (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const isPossible = (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
  return isLayer3 && isPossible ? 'audio/mpeg' : null;
}

/** Text of UTF-8 without control characters; what a browser might take for markup is none. */
function textType(bytes: Uint8Array, claim: string | null): string | null {
  const text = decoded(bytes);
  // Every control character but tab, line feed and carriage return.
  if (text === null || /[^\P{Cc}\t\n\r]/u.test(text) || /^\s*<[!?/a-z]/i.test(text)) return null;
  return claim === 'text/csv' ? 'text/csv' : 'text/plain';
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether these bytes, written as Latin-1 characters, stand at the place. */
function hasAt(bytes: Uint8Array, at: number, text: string): boolean {
  return Array.from(text).every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

function refused(detail: string): ReadFile {
  return { kind: 'refused', why: 'type', detail };
}
