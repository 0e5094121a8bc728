import { createAddressHashes, type PersonalAddress } from '../../../db/secrets/address-hashes';

const KEY = { id: 'one', secret: Buffer.alloc(32, 1) };
const OTHER_KEY = { id: 'two', secret: Buffer.alloc(32, 2) };
const ACCOUNT = '01900000-0000-7000-8000-000000000001';
const OTHER_ACCOUNT = '01900000-0000-7000-8000-000000000002';
const PHONE = '+573001112233';

const hashes = createAddressHashes({ current: KEY, earlier: [] });
const hex = (address: PersonalAddress, accountId = ACCOUNT) =>
  hashes.toKeep(accountId, address).toString('hex');

describe('the hash of an address', () => {
  it('is the same for a number, whichever channel tells it', () => {
    const told = [hex({ phone: PHONE }), hex({ channel: 'twilio', address: PHONE })];
    expect(told).toEqual([hex({ channel: 'simulator', address: PHONE }), told[0]]);
  });

  it('differs between channels whose ids are their own', () => {
    expect(hex({ channel: 'telegram', address: PHONE })).not.toBe(hex({ phone: PHONE }));
  });

  it('differs between accounts and between keys', () => {
    const otherKey = createAddressHashes({ current: OTHER_KEY, earlier: [] });
    const three = [
      hex({ phone: PHONE }),
      hex({ phone: PHONE }, OTHER_ACCOUNT),
      otherKey.toKeep(ACCOUNT, { phone: PHONE }).toString('hex'),
    ];
    expect(new Set(three).size).toBe(3);
  });

  it('is still found after the key was rotated, and no more once the old key is gone', () => {
    const kept = hashes.toKeep(ACCOUNT, { phone: PHONE });
    const rotated = createAddressHashes({ current: OTHER_KEY, earlier: [KEY] });
    const forgotten = createAddressHashes({ current: OTHER_KEY, earlier: [] });
    const found = (of: typeof hashes) =>
      of.toFind(ACCOUNT, [{ phone: PHONE }]).some((hash) => hash.equals(kept));
    expect([found(hashes), found(rotated), found(forgotten)]).toEqual([true, true, false]);
  });

  it('is not made without a key', () => {
    const keyless = createAddressHashes({ current: null, earlier: [KEY] });
    expect(keyless.canKeep).toBe(false);
    expect(() => keyless.toKeep(ACCOUNT, { phone: PHONE })).toThrow('HILO_SECRET_KEY');
  });
});
