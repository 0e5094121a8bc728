import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it reached the server. */
export interface SignedRequest {
  method: string;
  /** Path and query, as they were written. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface SigningKey {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

const MAX_SKEW_MS = 15 * 60_000;

/** What is wrong with a request's AWS Signature Version 4, as S3 checks it; null when nothing is. */
export function problemWithSignature(request: SignedRequest, key: SigningKey, now: number): string | null {
  const { headers } = request;
  const date = single(headers['x-amz-date']);
  const claim = readAuthorization(headers.authorization ?? '');
  if (!claim) return 'AccessDenied';
  if (claim.credential !== `${key.accessKeyId}/${scopeOf(key, date)}`) return 'InvalidAccessKeyId';
  if (Math.abs(instantOf(date) - now) > MAX_SKEW_MS) return 'RequestTimeTooSkewed';
  if (single(headers['x-amz-content-sha256']) !== sha256(request.body)) return 'XAmzContentSHA256Mismatch';
  const mustSign = Object.keys(headers).filter((name) => name.startsWith('x-amz-') || name === 'host');
  const isWhole = mustSign.every((name) => claim.names.includes(name));
  const made = signatureOf(request, key, claim.names);
  return isWhole && made === claim.signature ? null : 'SignatureDoesNotMatch';
}

function readAuthorization(header: string) {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential, names, signature] = pattern.exec(header) ?? [];
  return credential && names && signature ? { credential, names: names.split(';'), signature } : null;
}

function scopeOf({ region }: SigningKey, date: string): string {
  return `${date.slice(0, 8)}/${region}/s3/aws4_request`;
}

function signatureOf(request: SignedRequest, key: SigningKey, names: readonly string[]): string {
  const date = single(request.headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', date, scopeOf(key, date), sha256(canonical(request, names))].join('\n');
  return hmac(signingKey(key, date), text).toString('hex');
}

/** Task 1 of AWS's description of the process; paths here hold nothing that needs encoding twice. */
function canonical({ method, target, headers, body }: SignedRequest, names: readonly string[]): string {
  const { pathname, searchParams } = new URL(target, 'http://s3');
  const query = [...searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const lines = names.map((name) => `${name}:${single(headers[name]).trim()}\n`);
  return [method, pathname, query.join('&'), lines.join(''), names.join(';'), sha256(body)].join('\n');
}

function signingKey({ secretAccessKey, region }: SigningKey, date: string): Buffer {
  const steps = [date.slice(0, 8), region, 's3', 'aws4_request'];
  return steps.reduce<Buffer>((key, step) => hmac(key, step), Buffer.from(`AWS4${secretAccessKey}`));
}

/** `20261121T174500Z` as an instant. */
function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

function single(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}
