import { randomBytes } from 'node:crypto';
import { createSecretBox, SecretKeyMissing, type SecretKey } from '../../../db/secrets/secret-box';

const key = (id: string): SecretKey => ({ id, secret: randomBytes(32) });
const boxOf = (current: SecretKey | null, ...earlier: SecretKey[]) => createSecretBox({ current, earlier });

const SECRET = 'canary-7f3a';
const PLACE = 'account-1:row-1';

describe('a secret box', () => {
  it('opens what it sealed, and shows nothing of it', () => {
    const box = boxOf(key('k1'));
    const sealed = box.seal(SECRET, PLACE);
    expect(box.open(sealed, PLACE)).toBe(SECRET);
    expect(JSON.stringify(sealed)).not.toContain(SECRET);
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 12));
  });

  it('seals the same secret differently each time', () => {
    const box = boxOf(key('k1'));
    const [first, second] = [box.seal(SECRET, PLACE), box.seal(SECRET, PLACE)];
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.data).not.toBe(second.data);
  });

  it('opens what an earlier key sealed while the new one seals', () => {
    const [old, fresh] = [key('k1'), key('k2')];
    const kept = boxOf(old).seal(SECRET, PLACE);
    const box = boxOf(fresh, old);
    expect(box.open(kept, PLACE)).toBe(SECRET);
    expect(box.seal(SECRET, PLACE).keyId).toBe('k2');
  });

  it('names the key that is missing and the setting it belongs in', () => {
    const kept = boxOf(key('k1')).seal(SECRET, PLACE);
    expect(() => boxOf(key('k2')).open(kept, PLACE)).toThrow(SecretKeyMissing);
    expect(() => boxOf(key('k2')).open(kept, PLACE)).toThrow(/key k1.*HILO_SECRET_OLD_KEYS/);
  });

  it.each([
    ['another account', 'account-2:row-1'],
    ['another row', 'account-1:row-2'],
  ])('does not open a secret that was moved to %s', (_what, place) => {
    const box = boxOf(key('k1'));
    expect(() => box.open(box.seal(SECRET, PLACE), place)).toThrow(/authenticate/);
  });

  it.each(['nonce', 'data', 'tag'] as const)('does not open a secret whose %s was changed', (part) => {
    const box = boxOf(key('k1'));
    const sealed = box.seal(SECRET, PLACE);
    const bytes = Buffer.from(sealed[part], 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(() => box.open({ ...sealed, [part]: bytes.toString('base64') }, PLACE)).toThrow(/authenticate/);
  });

  it('does not open a secret whose tag was cut short', () => {
    const box = boxOf(key('k1'));
    const sealed = box.seal(SECRET, PLACE);
    const tag = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64');
    expect(() => box.open({ ...sealed, tag }, PLACE)).toThrow();
  });

  it('does not open a secret that was made to name another key, even of the same bytes', () => {
    const { secret } = key('k1');
    const box = boxOf({ id: 'k1', secret }, { id: 'k2', secret });
    const sealed = box.seal(SECRET, PLACE);
    expect(() => box.open({ ...sealed, keyId: 'k2' }, PLACE)).toThrow(/authenticate/);
  });

  it('without a key says what to set', () => {
    const box = boxOf(null);
    expect(box.canSeal).toBe(false);
    expect(() => box.seal(SECRET, PLACE)).toThrow(/HILO_SECRET_KEY/);
  });
});

describe('a fingerprint', () => {
  it('is the same for the same secret of one place, and different for any other', () => {
    const box = boxOf(key('k1'));
    const print = box.fingerprint(SECRET, PLACE);
    expect(box.fingerprint(SECRET, PLACE)).toBe(print);
    expect(box.fingerprint(`${SECRET}.`, PLACE)).not.toBe(print);
    expect(box.fingerprint(SECRET, 'account-2:row-1')).not.toBe(print);
  });

  it('cannot be had without the key', () => {
    const print = boxOf(key('k1')).fingerprint(SECRET, PLACE);
    expect(print).toMatch(/^[0-9a-f]{12}$/);
    expect(boxOf(key('k2')).fingerprint(SECRET, PLACE)).not.toBe(print);
    expect(() => boxOf(null).fingerprint(SECRET, PLACE)).toThrow(SecretKeyMissing);
  });
});
