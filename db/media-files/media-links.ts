import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { EpochMs } from '../../domain/time/moments';

export interface MediaLinkSettings {
  /** Where providers reach the API; null where they cannot, and then there are no links. */
  publicBaseUrl: string | null;
  /** The secret of the installation, 32 bytes; null where none is set, and then there are no links. */
  key: Buffer | null;
}

export type MediaLinks = ReturnType<typeof createMediaLinks>;

/** Providers fetch within minutes; Twilio queues a message for up to four hours. */
const LIFE_MS = 6 * 60 * 60 * 1000;

/** Addresses of media files for providers that fetch them: whoever holds one may read that file, for a while. */
export function createMediaLinks({ publicBaseUrl, key }: MediaLinkSettings) {
  // A key of its own: what leaks of links tells nothing of the secrets under the same master key.
  const linkKey = key && Buffer.from(hkdfSync('sha256', key, '', 'hilo media links', 32));
  const signatureOf = (secret: Buffer, id: string, expiry: string) =>
    createHmac('sha256', secret).update(`${id}\n${expiry}`).digest('base64url');
  return {
    urlOf(id: string, now: EpochMs): string | null {
      if (publicBaseUrl === null || !linkKey) return null;
      const expiry = String(Math.ceil((now + LIFE_MS) / 1000));
      const query = new URLSearchParams({ e: expiry, s: signatureOf(linkKey, id, expiry) });
      return `${publicBaseUrl.replace(/\/+$/, '')}/media/${id}?${query.toString()}`;
    },

    /** True for an address that `urlOf` made and that has not expired. */
    isGenuine(
      { id, expiry, signature }: { id: string; expiry: string; signature: string },
      now: EpochMs,
    ): boolean {
      if (!linkKey || !/^\d{1,12}$/.test(expiry)) return false;
      const given = Buffer.from(signature);
      const made = Buffer.from(signatureOf(linkKey, id, expiry));
      return given.length === made.length && timingSafeEqual(given, made) && now < Number(expiry) * 1000;
    },
  };
}
