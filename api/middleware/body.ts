import { Transform, type Readable } from 'node:stream';
import express, { type Request, type RequestHandler } from 'express';
import { problem, type Problem } from '../problems';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_CSV_BYTES = 20 * 1024 * 1024;

/**
 * Reads a body as the bytes that came, before anything parses them: signatures are made over these.
 * A compressed body is refused, so that 1 MB is 1 MB.
 */
export function captureBytes(maxBytes: number = MAX_BODY_BYTES): RequestHandler {
  return express.raw({ type: () => true, limit: maxBytes, inflate: false });
}

/** The captured bytes; empty when the request had no body. */
export function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Thrown into a stream that outgrew its limit; carries the code of the answer. */
export class BodyTooLarge extends Error {
  readonly status = 413;
}

/** The request as a stream that fails past 20 MB, however long the client said it would be. */
export function csvStream(req: Request): Readable | Problem {
  const tooLarge = `The file is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB.`;
  if (Number(req.get('content-length') ?? 0) > MAX_CSV_BYTES) return problem('body_too_large', tooLarge);
  let seen = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > MAX_CSV_BYTES) done(new BodyTooLarge(tooLarge));
      else done(null, chunk);
    },
  });
  req.once('aborted', () => limited.destroy(new Error('the upload was broken off')));
  return req.pipe(limited);
}
