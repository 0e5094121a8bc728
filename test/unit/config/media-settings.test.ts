import { readEnv } from '../../../config/env';
import { mediaSettings } from '../../../config/media-settings';

const BUCKET = {
  MEDIA_S3_ENDPOINT: 'https://s3.example',
  MEDIA_S3_BUCKET: 'media',
  MEDIA_S3_ACCESS_KEY_ID: 'id',
  MEDIA_S3_SECRET_ACCESS_KEY: 'secret',
};

describe('media files', () => {
  it('are in the data directory where nothing is set', () => {
    const settings = mediaSettings(readEnv({ HILO_DATA_DIR: '/var/hilo' }));
    expect(settings).toEqual({ folder: '/var/hilo/media', s3: null });
  });

  it('are in a bucket where all of its settings are there', () => {
    expect(mediaSettings(readEnv({ ...BUCKET, MEDIA_S3_REGION: 'sa-east-1' })).s3).toEqual({
      endpoint: 'https://s3.example',
      bucket: 'media',
      region: 'sa-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    });
  });

  it.each(Object.keys(BUCKET))(
    'are nowhere, and the error names every setting, when only %s is missing',
    (name) => {
      const env = readEnv({ ...BUCKET, [name]: '' });
      for (const setting of Object.keys(BUCKET)) expect(() => mediaSettings(env)).toThrow(setting);
    },
  );
});
