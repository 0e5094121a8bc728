import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { problem, type Problem } from '../problems';
import { BodyTooLarge } from './body';

/** A list on disk, so that one of 50 MB costs no memory; whoever read it removes it. */
export interface SpooledFile {
  path: string;
  bytes: number;
  /** The first bytes, which tell what a file is. */
  head: Buffer;
  /** Whether every byte of it is UTF-8. */
  isUtf8: boolean;
  remove(): Promise<void>;
}

/** What came with a list: the fields of a form and its file, or a body that is the file itself. */
export interface SentList {
  kind: 'sent';
  fields: Record<string, string>;
  /** Null in a form without a file. */
  file: SpooledFile | null;
  /** Whether the body says that it is JSON. */
  isJson: boolean;
}

/** A list that is read when its route asks. */
export interface ListUpload {
  read(maxBytes: number): Promise<SentList | Problem>;
}

const FORM_LIMITS = { files: 1, fields: 20, parts: 21, fieldSize: 16 * 1024, headerPairs: 20 };
/** What a form may hold beside its file. */
const FORM_BYTES = FORM_LIMITS.fields * FORM_LIMITS.fieldSize;
const HEAD_BYTES = 4096;

/** A list in a form, or as the body itself; of compressed bodies nothing is read. */
export function listUploadOf(req: Request): ListUpload | Problem {
  const encoding = req.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return problem('unsupported_media_type', 'Compressed bodies are not taken.');
  return {
    read: async (maxBytes) => {
      // A form is somewhat longer than its file; what it says of its length only ends things early.
      const declared = Number(req.get('content-length') ?? 0);
      if (declared > maxBytes + FORM_BYTES) return tooLarge(maxBytes, declared);
      return req.is('multipart/form-data') === false ? readRaw(req, maxBytes) : readForm(req, maxBytes);
    },
  };
}

async function readRaw(req: Request, maxBytes: number): Promise<SentList | Problem> {
  try {
    const file = await spool(req, maxBytes);
    return { kind: 'sent', fields: {}, file, isJson: req.is('application/json') !== false };
  } catch (error) {
    return refusalOf(error, maxBytes);
  }
}

async function readForm(req: Request, maxBytes: number): Promise<SentList | Problem> {
  const fields: Record<string, string> = {};
  const found: Promise<SpooledFile>[] = [];
  const form = new Promise<void>((resolve, reject) => {
    const headers = { ...req.headers, 'content-type': req.headers['content-type'] ?? '' };
    const busboy = new Busboy({ headers, limits: { ...FORM_LIMITS, fileSize: maxBytes + 1 } });
    busboy.on('field', (name, value, ...[, isCut]) => {
      if (isCut) reject(new Error(`the field ${name} is too long`));
      Object.defineProperty(fields, name, { value, enumerable: true, configurable: true });
    });
    busboy.on('file', (...[, stream]) => {
      const file = spool(stream, maxBytes);
      file.catch(reject);
      found.push(file);
    });
    busboy.once('filesLimit', () => reject(new Error('it holds more than one file')));
    busboy.once('error', reject);
    busboy.once('finish', resolve);
    req.once('aborted', () => reject(new Error('it was broken off')));
    req.pipe(busboy);
  });
  try {
    await form;
    return { kind: 'sent', fields, file: (await found[0]) ?? null, isJson: false };
  } catch (error) {
    await discard(found);
    return refusalOf(error, maxBytes);
  } finally {
    req.unpipe();
  }
}

async function discard(found: readonly Promise<SpooledFile>[]): Promise<void> {
  for (const written of await Promise.allSettled(found)) {
    if (written.status === 'fulfilled') await written.value.remove();
  }
}

/** Writes a stream to a file of its own; throws `BodyTooLarge` past the limit, and leaves nothing behind. */
async function spool(source: Readable, maxBytes: number): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'hilo-list-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'list');
  const seen = watch(maxBytes);
  try {
    await pipeline(source, seen.through, createWriteStream(path));
    return { path, ...seen.result(), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Counts what flows through, keeps its beginning and finds out whether it is UTF-8. */
function watch(maxBytes: number) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = Buffer.alloc(0);
  let bytes = 0;
  let isUtf8 = true;
  const check = (chunk?: Buffer) => {
    try {
      if (isUtf8) decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(new BodyTooLarge());
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      check(chunk);
      done(null, chunk);
    },
    flush(done) {
      check();
      done();
    },
  });
  return { through, result: () => ({ head, bytes, isUtf8 }) };
}

function refusalOf(error: unknown, maxBytes: number): Problem {
  if (error instanceof BodyTooLarge) return tooLarge(maxBytes);
  const why = error instanceof Error ? error.message : 'it was broken off';
  return problem(
    'invalid_request',
    `The upload cannot be read: ${why}. Send one CSV file. Nothing was changed.`,
  );
}

function tooLarge(maxBytes: number, bytes?: number): Problem {
  const megabytes = (count: number) => `${Math.round((count / 1024 / 1024) * 10) / 10} MB`;
  const size = bytes === undefined ? `more than ${megabytes(maxBytes)}` : megabytes(bytes);
  return problem(
    'body_too_large',
    `The file has ${size}; at most ${megabytes(maxBytes)} are taken (MAX_CSV_SIZE_MB). Split it. Nothing was changed.`,
  );
}
