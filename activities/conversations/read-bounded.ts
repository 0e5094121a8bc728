import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export type BoundedBody = { kind: 'read'; bytes: Buffer } | { kind: 'too-long' } | { kind: 'unreadable' };

/**
 * A body as it was before its content encoding. What counts is its length after decoding, so that a few bytes cannot
 * become many; one encoding upon another is not read at all.
 */
export async function readBounded(body: Readable, encoding: string, maxBytes: number): Promise<BoundedBody> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return read(body, maxBytes);
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name]?.() : undefined;
  if (!decoder) {
    // Ending it early is an error of its own, of which nobody has to know.
    body.on('error', () => undefined).destroy();
    return { kind: 'unreadable' };
  }
  // What goes wrong on the way ends the decoder too, which tells its reader.
  pipeline(body, decoder, () => undefined);
  return read(decoder, maxBytes);
}

async function read(stream: Readable, maxBytes: number): Promise<BoundedBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop ends the stream, and with it the connection.
    if (length > maxBytes) return { kind: 'too-long' };
    chunks.push(chunk);
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) };
}
