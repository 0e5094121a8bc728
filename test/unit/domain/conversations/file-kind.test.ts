import { FILE_LIMITS, MAX_FILE_BYTES, readFileKind } from '../../../../domain/conversations/file-kind';
import { jpegOf, REFUSED_FILES, TAKEN_FILES } from '../../../support/media/sample-files';

describe('a file that is taken', () => {
  it.each(TAKEN_FILES)(
    'is known as %s by its bytes, and agrees with a declaration of it',
    (mimeType, bytes) => {
      const known = { kind: 'known', mimeType };
      expect(readFileKind(bytes, `${mimeType}; charset=binary`)).toMatchObject(known);
      if (mimeType !== 'text/csv') expect(readFileKind(bytes, null)).toMatchObject(known);
    },
  );

  it.each([
    ['image/jpg', 'image/jpeg'],
    ['audio/x-m4a', 'audio/mp4'],
    ['AUDIO/OGG; codecs=opus', 'audio/ogg'],
    ['audio/mp3', 'audio/mpeg'],
  ])('may be called %s', (declared, mimeType) => {
    const [, bytes] = TAKEN_FILES.find(([type]) => type === mimeType) ?? [];
    expect(readFileKind(bytes ?? Buffer.alloc(0), declared)).toMatchObject({ kind: 'known', mimeType });
  });

  it('is text when nobody says what it is and it reads as text', () => {
    expect(readFileKind(Buffer.from('a,b\n1,2'), 'application/octet-stream')).toMatchObject({
      file: 'document',
      mimeType: 'text/plain',
    });
  });
});

describe('a file that is not taken', () => {
  it.each(REFUSED_FILES)('is %s, whatever it is declared as', (_what, bytes) => {
    for (const declared of [null, 'text/plain', 'text/csv', 'image/png', 'image/svg+xml', 'text/html']) {
      expect(readFileKind(bytes, declared)).toMatchObject({ kind: 'refused', why: 'type' });
    }
  });

  it.each(TAKEN_FILES.map(([mimeType, bytes]) => [mimeType, bytes] as const))(
    'is %s that says it is something else',
    (mimeType, bytes) => {
      const others = TAKEN_FILES.map(([type]) => type).filter((type) => type !== mimeType);
      const isText = mimeType.startsWith('text/');
      const wrong = others.filter((type) => !isText || !type.startsWith('text/'));
      for (const declared of [...wrong, 'text/html', 'application/x-msdownload', 'constructor']) {
        expect([declared, readFileKind(bytes, declared).kind]).toEqual([declared, 'refused']);
      }
    },
  );

  it('says what would be taken', () => {
    const refused = readFileKind(Buffer.from('GIF89a'), 'image/gif');
    expect(refused).toMatchObject({ detail: expect.stringContaining('PNG') });
  });
});

describe('the size of a file', () => {
  it('may be the limit of its kind, and not a byte more', () => {
    expect(readFileKind(jpegOf(FILE_LIMITS.image), null).kind).toBe('known');
    expect(readFileKind(jpegOf(FILE_LIMITS.image + 1), null)).toMatchObject({ kind: 'refused', why: 'size' });
  });

  it('is never above what an upload may bring', () => {
    expect(Math.max(...Object.values(FILE_LIMITS))).toBe(MAX_FILE_BYTES);
  });
});
