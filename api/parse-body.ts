import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { bytesOf, csvStream } from './middleware/body';
import { listUploadOf, type ListUpload } from './middleware/list-upload';
import { uploadOf, type Upload } from './middleware/upload';
import { invalidRequest, problem, type Problem } from './problems';
import type { BodySpec } from './route';

const CONTENT_TYPES = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded'],
  csv: ['text/csv'],
  upload: ['multipart/form-data', '*/*'],
  list: ['multipart/form-data', 'text/csv', 'application/json'],
} as const;

export interface ParsedBody {
  kind: 'parsed';
  value: unknown;
}

/** The content types a body of this kind may have. */
export function contentTypesOf(spec: BodySpec): readonly string[] {
  return spec.type === 'bytes' ? [spec.contentType] : CONTENT_TYPES[spec.type];
}

/** Reads a body as its route wants it: once, and whole or not at all. */
export function parseBody(req: Request, spec: BodySpec): ParsedBody | Problem {
  if (spec.type === 'bytes') return { kind: 'parsed', value: bytesOf(req) };
  if (spec.type === 'upload') return unread(uploadOf(req, spec.maxBytes));
  const wrongType = checkContentType(req, spec);
  if (wrongType) return wrongType;
  if (spec.type === 'list') return unread(listUploadOf(req));
  if (spec.type === 'csv') return unread(csvStream(req));
  const decoded = spec.type === 'json' ? decodeJson(bytesOf(req)) : decodeForm(bytesOf(req));
  if (decoded.kind === 'problem') return decoded;
  const parsed = spec.schema.safeParse(decoded.value);
  return parsed.success ? { kind: 'parsed', value: parsed.data } : invalidRequest(parsed.error, 'body');
}

/** What the handler reads itself. */
function unread(body: Readable | Upload | ListUpload | Problem): ParsedBody | Problem {
  return 'kind' in body ? body : { kind: 'parsed', value: body };
}

function checkContentType(req: Request, spec: BodySpec): Problem | null {
  const isRead = spec.type !== 'csv' && spec.type !== 'list';
  const bodyless = isRead && bytesOf(req).length === 0;
  const wanted = contentTypesOf(spec);
  const given = req.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (bodyless || (given !== undefined && wanted.includes(given))) return null;
  return problem(
    'unsupported_media_type',
    `The body is ${given ?? 'of no type'}; this address takes ${wanted.join(' or ')}.`,
  );
}

function decodeJson(bytes: Buffer): ParsedBody | Problem {
  if (bytes.length === 0) return { kind: 'parsed', value: undefined };
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isStorable(value)) return { kind: 'parsed', value };
    return problem('malformed_json', 'The body holds a NUL character or half a character.');
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8' : 'it does not parse';
    return problem('malformed_json', `The body cannot be read as JSON: ${why}.`);
  }
}

/** Postgres keeps no NUL and no lone surrogate: better refused here than failing there. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && !/\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
}

/** A field given twice becomes a list, as a provider may repeat one. */
function decodeForm(bytes: Buffer): ParsedBody {
  const fields = new URLSearchParams(bytes.toString('utf8'));
  const entries = [...new Set(fields.keys())].map((key) => {
    const values = fields.getAll(key);
    return [key, values.length > 1 ? values : values[0]] as const;
  });
  return { kind: 'parsed', value: Object.fromEntries(entries) };
}
