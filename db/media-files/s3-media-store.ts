import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { checkedPath, MediaStoreAway, type MediaStore } from './media-store';

/** A bucket of S3, or of whatever speaks its protocol. */
export interface S3Settings {
  /** Such as `https://s3.eu-central-1.amazonaws.com`; the bucket is part of the path, not of the host. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const CALL_MS = 15_000;
const RETRIES = 2;

/** Media files as objects of one bucket; every call carries the hash of its bytes, so none arrives changed. */
export function createS3MediaStore({ endpoint, bucket, ...keys }: S3Settings): MediaStore {
  const client = new AwsClient({ ...keys, service: 's3', retries: RETRIES, initRetryMs: 100 });
  const base = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;
  const call = (method: 'PUT' | 'GET' | 'DELETE', path: string, bytes: Buffer | null) =>
    reached(
      client.fetch(`${base}/${checkedPath(path)}`, {
        method,
        headers: { 'x-amz-content-sha256': sha256(bytes ?? '') },
        signal: AbortSignal.timeout(CALL_MS),
        // A signed request is for one address; another never gets it.
        redirect: 'error',
        ...(bytes && { body: new Uint8Array(bytes) }),
      }),
    );
  return {
    async put(path, bytes) {
      await finish(await call('PUT', path, bytes), 'kept');
    },

    async read(path) {
      const answer = await call('GET', path, null);
      if (answer.status !== 404) return Buffer.from(await finish(answer, 'read'));
      await answer.body?.cancel();
      return null;
    },

    async remove(path) {
      const answer = await call('DELETE', path, null);
      if (answer.status !== 404) await finish(answer, 'removed');
    },
  };
}

/** The whole body of a good answer; the store's own words stay out of the error, as they can name keys. */
async function finish(answer: Response, done: string): Promise<ArrayBuffer> {
  const body = await reached(answer.arrayBuffer());
  if (answer.ok) return body;
  const what = `A media file could not be ${done}: the store answered ${answer.status}`;
  throw answer.status >= 500 || answer.status === 429 ? new MediaStoreAway(what) : new Error(what);
}

/** Whatever breaks under a call is the network, or the time that was up. */
async function reached<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch {
    throw new MediaStoreAway('The store of media files cannot be reached');
  }
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
