import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Request } from 'express';
import { problem, type Problem } from '../problems';
import { BodyTooLarge } from './body';

/** A file as it was sent: its own name and type are claims, nothing more. */
export interface UploadedFile {
  kind: 'uploaded';
  fileName: string | null;
  /** Null where the sender says nothing. */
  mimeType: string | null;
  bytes: Buffer;
}

/** An upload that is read when its route asks, so that a refusal need not wait for all of it. */
export interface Upload {
  read(): Promise<UploadedFile | Problem>;
}

/** What a form may hold besides its one file. */
const FORM_LIMITS = { files: 1, fields: 5, parts: 6, fieldSize: 1000, headerPairs: 20 };
/** Of boundaries and part headers. */
const FRAME_BYTES = 16 * 1024;

/** The one file of a form, or the whole body as a file; at most so many bytes, whatever the headers say. */
export function uploadOf(req: Request, maxBytes: number): Upload | Problem {
  const encoding = req.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return problem('unsupported_media_type', 'Compressed bodies are not taken.');
  const isForm = req.is('multipart/form-data') !== false;
  const most = isForm ? maxBytes + FRAME_BYTES : maxBytes;
  if (Number(req.get('content-length') ?? 0) > most) return problem('body_too_large', tooLarge(maxBytes));
  return { read: () => (isForm ? readForm(req, maxBytes) : readRaw(req, maxBytes)) };
}

async function readRaw(req: Request, maxBytes: number): Promise<UploadedFile | Problem> {
  const bytes = await collect(req, maxBytes);
  if (bytes.length === 0) return problem('invalid_request', 'The body is empty: send the file as the body.');
  return { kind: 'uploaded', fileName: null, mimeType: req.get('content-type') ?? null, bytes };
}

/** Reads a form; what is not a form, or holds no file, is refused. */
async function readForm(req: Request, maxBytes: number): Promise<UploadedFile | Problem> {
  const read = Promise.withResolvers<UploadedFile | Problem>();
  const found: Promise<UploadedFile>[] = [];
  const refuse = (error: unknown) => {
    read.resolve(malformed(error, maxBytes));
  };
  try {
    const form = openForm(req, maxBytes);
    form.on('file', (...[, stream, fileName, , mimeType]) => {
      const file = collectPart(stream, maxBytes).then((bytes) => uploaded({ fileName, mimeType, bytes }));
      file.catch(refuse);
      found.push(file);
    });
    form.once('filesLimit', () => {
      refuse(new Error('it holds more than one file'));
    });
    form.once('error', refuse);
    form.once('finish', () => {
      const [file] = found;
      if (file) file.then(read.resolve, refuse);
      else refuse(new Error('it holds no file'));
    });
    req.once('aborted', refuse);
    req.pipe(form);
    return await read.promise;
  } catch (error) {
    return malformed(error, maxBytes);
  } finally {
    req.unpipe();
  }
}

/** Throws for a content type without a boundary. */
function openForm(req: IncomingMessage, maxBytes: number) {
  const headers = { ...req.headers, 'content-type': req.headers['content-type'] ?? '' };
  return new Busboy({ headers, limits: { ...FORM_LIMITS, fileSize: maxBytes } });
}

interface Part {
  /** Absent for a part without one, whatever the library's types say. */
  fileName: string | undefined;
  mimeType: string;
  bytes: Buffer;
}

function uploaded({ fileName = '', mimeType, bytes }: Part): UploadedFile {
  return { kind: 'uploaded', fileName: fileName === '' ? null : fileName, mimeType, bytes };
}

/** A part that was cut at the limit is one that is too large. */
async function collectPart(stream: BusboyFileStream, maxBytes: number): Promise<Buffer> {
  const bytes = await collect(stream, maxBytes);
  if (stream.truncated) throw new BodyTooLarge(tooLarge(maxBytes));
  return bytes;
}

async function collect(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLarge(tooLarge(maxBytes));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function malformed(error: unknown, maxBytes: number): Problem {
  if (error instanceof BodyTooLarge) return problem('body_too_large', tooLarge(maxBytes));
  const why = error instanceof Error ? error.message : 'it was broken off';
  return problem('invalid_request', `The form cannot be read: ${why}. Send one file as multipart/form-data.`);
}

function tooLarge(maxBytes: number): string {
  return `The file is larger than ${maxBytes / 1024 / 1024} MB.`;
}
