import { createMediaLinks } from '../../../db/media-files/media-links';

const ID = '01900000-0000-7000-8000-0000000000aa';
const OTHER_ID = '01900000-0000-7000-8000-0000000000bb';
const NOW = Date.parse('2026-11-21T18:00:00Z');
const HOUR = 3_600_000;
const key = Buffer.alloc(32, 7);
const links = createMediaLinks({ publicBaseUrl: 'https://hilo.example/', key });

function partsOf(url: string | null) {
  const { pathname, searchParams } = new URL(url ?? '');
  return {
    id: pathname.split('/').at(-1) ?? '',
    expiry: searchParams.get('e') ?? '',
    signature: searchParams.get('s') ?? '',
  };
}

const made = partsOf(links.urlOf(ID, NOW));

describe('a signed address of a media file', () => {
  it('is of the public address and names the file', () => {
    expect(links.urlOf(ID, NOW)).toMatch(
      /^https:\/\/hilo\.example\/media\/01900000-[0-9a-f-]+\?e=\d+&s=[\w-]{43}$/,
    );
  });

  it('opens until six hours have passed, and not afterwards', () => {
    expect(links.isGenuine(made, NOW)).toBe(true);
    expect(links.isGenuine(made, NOW + 6 * HOUR - 1)).toBe(true);
    expect(links.isGenuine(made, NOW + 6 * HOUR)).toBe(false);
  });

  it.each([
    ['another file', { id: OTHER_ID }],
    ['a later end', { expiry: String(Number(made.expiry) + 1) }],
    ['an end that is none', { expiry: 'Infinity' }],
    ['an end with a sign', { expiry: `+${made.expiry}` }],
    ['no signature', { signature: '' }],
    ['the start of the signature', { signature: made.signature.slice(0, -1) }],
    ['a signature of other characters', { signature: '🔑'.repeat(10) }],
    ['the id moved into the end', { id: `${ID}\n${made.expiry}`, expiry: '' }],
  ])('opens nothing with %s', (_what, change) => {
    expect(links.isGenuine({ ...made, ...change }, NOW)).toBe(false);
  });

  it('opens nothing under another key', () => {
    const others = createMediaLinks({ publicBaseUrl: 'https://hilo.example', key: Buffer.alloc(32, 8) });
    expect(others.isGenuine(made, NOW)).toBe(false);
  });

  it('does not exist without a public address or without a key, and then none is genuine', () => {
    const hidden = createMediaLinks({ publicBaseUrl: null, key });
    const keyless = createMediaLinks({ publicBaseUrl: 'https://hilo.example', key: null });
    expect([hidden.urlOf(ID, NOW), keyless.urlOf(ID, NOW)]).toEqual([null, null]);
    expect(keyless.isGenuine(made, NOW)).toBe(false);
  });
});
