import { UnreadableFile } from '../../csv/unreadable-file';

export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What people send under the name of a CSV, by its first bytes. */
const NOT_TEXT: readonly [magic: string, what: string][] = [
  ['\x1f\x8b', 'compressed (gzip): unpack it'],
  ['PK\x03\x04', 'a spreadsheet (.xlsx) or a zip archive: save it as "CSV UTF-8"'],
  ['\xd0\xcf\x11\xe0', 'an old spreadsheet (.xls): save it as "CSV UTF-8"'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['RIFF', 'an image or a sound'],
  ['BM', 'an image'],
  ['%PDF', 'a PDF'],
];

/**
 * The encoding of a file by its byte order mark, by where its NUL bytes are, and by whether all of it is UTF-8:
 * what is not, is as Excel in Spanish saves. Throws `UnreadableFile` for what is not text.
 */
export function encodingOf({ head, isUtf8 }: { head: Buffer; isUtf8: boolean }): ListEncoding {
  const start = head.subarray(0, 8).toString('latin1');
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  // "BM" alone may be the beginning of a word.
  const found = NOT_TEXT.find(([magic]) => start.startsWith(magic) && (magic !== 'BM' || head.includes(0)));
  if (found) throw new UnreadableFile(`The file is not CSV but ${found[1]}.`, 1);
  return unmarkedUtf16(head) ?? (isUtf8 ? 'utf-8' : 'windows-1252');
}

/** Text in Latin letters has a NUL in every other byte of UTF-16, and none anywhere else. */
function unmarkedUtf16(head: Buffer): ListEncoding | null {
  let even = 0;
  let odd = 0;
  head.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const most = head.length / 2;
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.6 && odd < most * 0.1) return 'utf-16be';
  return null;
}

/** Decodes a stream; a byte order mark is left out. Throws at a NUL, which no text holds. */
export async function* decodeList(
  source: AsyncIterable<Uint8Array>,
  encoding: ListEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield withoutNul(decoder.decode(bytes, { stream: true }));
  yield withoutNul(decoder.decode());
}

function withoutNul(text: string): string {
  if (!text.includes('\u0000')) return text;
  throw new UnreadableFile('The file is not text (it holds NUL bytes): save it again as "CSV UTF-8".');
}
