import { TextDecoder } from 'node:util';
import { UnreadableFile } from './unreadable-file';

const SAVE_AS = 'save it again as "CSV UTF-8" (in LibreOffice: character set UTF-8)';

/**
 * Decodes a stream of bytes as UTF-8, a byte order mark left out. Throws `UnreadableFile` at UTF-16, at NUL
 * bytes and at the first byte that is not UTF-8, so that no name is ever imported with wrong letters.
 */
export async function* readUtf8Text(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const bytes of source) {
    if (first && bytes.length > 0) {
      refuseUtf16(bytes);
      first = false;
    }
    if (bytes.includes(0)) {
      throw new UnreadableFile(
        `The file is not text (it holds NUL bytes). If it is a spreadsheet, ${SAVE_AS}.`,
      );
    }
    yield decode(decoder, bytes);
  }
  yield decode(decoder);
}

function refuseUtf16(bytes: Uint8Array): void {
  const mark = `${bytes[0] ?? 0},${bytes[1] ?? 0}`;
  if (mark === '255,254' || mark === '254,255') {
    throw new UnreadableFile(`The file is UTF-16 ("Unicode text"): ${SAVE_AS}.`);
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableFile(`The file is not UTF-8 (perhaps Latin-1 or Windows-1252): ${SAVE_AS}.`);
  }
}
