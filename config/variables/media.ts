import { z } from 'zod';
import { optionalText } from './kinds';

/** The bucket of media files, where it is not a folder. */
export const mediaVariables = {
  MEDIA_S3_ENDPOINT: z
    .url()
    .optional()
    .describe('S3, or what speaks like it, for media files instead of a folder'),
  MEDIA_S3_BUCKET: optionalText,
  MEDIA_S3_REGION: z.string().default('us-east-1'),
  MEDIA_S3_ACCESS_KEY_ID: optionalText,
  MEDIA_S3_SECRET_ACCESS_KEY: optionalText,
};
