import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { isAddressedByPhone, type ChannelName } from '../../domain/messaging/channel-name';
import { SecretKeyMissing, type SecretKeys } from './secret-box';

/** What a channel calls somebody, or their number. */
export type PersonalAddress = { phone: string } | { channel: ChannelName; address: string };

export type AddressHashes = ReturnType<typeof createAddressHashes>;

/**
 * Turns addresses into HMAC-SHA-256 hashes under a key derived from HILO_SECRET_KEY (HKDF, RFC 5869), so that an
 * erased person can be recognised and nobody without the key can try all numbers. Bound to the account.
 */
export function createAddressHashes({ current, earlier }: SecretKeys) {
  const derived = (current ? [current, ...earlier] : earlier).map(({ secret }) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'hilo suppressed addresses', 32))),
  );
  const hashUnder = (key: KeyObject, accountId: string, name: string) =>
    createHmac('sha256', key).update(`${accountId}\n${name}`).digest();
  return {
    /** Whether there is a key to keep hashes under. */
    canKeep: current !== null,

    /** Under the present key, to be kept. Throws `SecretKeyMissing`. */
    toKeep(accountId: string, address: PersonalAddress): Buffer {
      const [key] = derived;
      if (!current || !key) throw new SecretKeyMissing('There is no key for secrets: set HILO_SECRET_KEY');
      return hashUnder(key, accountId, named(address));
    },

    /** Every hash that any of these addresses may have been kept under. */
    toFind(accountId: string, addresses: readonly PersonalAddress[]): Buffer[] {
      const names = [...new Set(addresses.map(named))];
      return derived.flatMap((key) => names.map((name) => hashUnder(key, accountId, name)));
    },
  };
}

/** A number is one address on whatever channel; anything else means somebody on its own channel only. */
function named(address: PersonalAddress): string {
  if ('phone' in address) return `phone:${address.phone}`;
  const { channel } = address;
  return `${isAddressedByPhone(channel) ? 'phone' : channel}:${address.address}`;
}
