import { join } from 'node:path';
import type { Env } from './env';

/** Where media files are kept. Throws when some of a bucket's settings are given and others are not. */
export function mediaSettings(env: Env) {
  const given = {
    endpoint: env.MEDIA_S3_ENDPOINT,
    bucket: env.MEDIA_S3_BUCKET,
    accessKeyId: env.MEDIA_S3_ACCESS_KEY_ID,
    secretAccessKey: env.MEDIA_S3_SECRET_ACCESS_KEY,
  };
  return { folder: join(env.HILO_DATA_DIR, 'media'), s3: bucketOf(given, env.MEDIA_S3_REGION) };
}

type Given<T> = { [K in keyof T]: T[K] | undefined };

interface Bucket {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

function bucketOf(given: Given<Bucket>, region: string) {
  const { endpoint, bucket, accessKeyId, secretAccessKey } = given;
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    return { endpoint, bucket, accessKeyId, secretAccessKey, region };
  }
  if (Object.values(given).every((value) => value === undefined)) return null;
  throw new Error(
    'A bucket needs MEDIA_S3_ENDPOINT, MEDIA_S3_BUCKET, MEDIA_S3_ACCESS_KEY_ID and MEDIA_S3_SECRET_ACCESS_KEY together',
  );
}
