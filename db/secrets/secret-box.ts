import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A key for secrets; its id is stored beside what it sealed. */
export interface SecretKey {
  id: string;
  /** 32 bytes. */
  secret: Buffer;
}

export interface SecretKeys {
  /** Seals and opens; null where none is configured. */
  current: SecretKey | null;
  /** Only open what they sealed before. */
  earlier: readonly SecretKey[];
}

/** A secret as the database keeps it; every part but the key's id is base64. */
export interface SealedSecret {
  keyId: string;
  nonce: string;
  data: string;
  tag: string;
}

/** A secret cannot be sealed or opened for want of its key; the message says which setting to give. */
export class SecretKeyMissing extends Error {
  override readonly name = 'SecretKeyMissing';
}

export type SecretBox = ReturnType<typeof createSecretBox>;

const ALGORITHM = 'aes-256-gcm';
/** What NIST SP 800-38D recommends for GCM. */
const NONCE_BYTES = 12;
const FINGERPRINT_DIGITS = 12;

/**
 * Seals texts with AES-256-GCM, each under a nonce of its own. `place` says which row of which account a secret
 * belongs to: it opens nowhere else. Throws `SecretKeyMissing`, and an error for what was tampered with.
 */
export function createSecretBox({ current, earlier }: SecretKeys) {
  const keys = new Map([...earlier, ...(current ? [current] : [])].map((key) => [key.id, key.secret]));
  return {
    /** Whether there is a key to seal with. */
    canSeal: current !== null,

    seal(text: string, place: string): SealedSecret {
      const { id, secret } = currentKey(current);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, nonce).setAAD(boundTo(id, place));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return {
        keyId: id,
        nonce: nonce.toString('base64'),
        data: data.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
      };
    },

    open({ keyId, nonce, data, tag }: SealedSecret, place: string): string {
      const secret = keys.get(keyId);
      if (!secret) {
        throw new SecretKeyMissing(
          `A secret was sealed with the key ${keyId}, which is not configured: add it to HILO_SECRET_OLD_KEYS`,
        );
      }
      const decipher = createDecipheriv(ALGORITHM, secret, Buffer.from(nonce, 'base64'), {
        authTagLength: 16,
      })
        .setAAD(boundTo(keyId, place))
        .setAuthTag(Buffer.from(tag, 'base64'));
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
    },

    /** Tells two secrets of one place apart; keyed, so that it cannot be guessed from the secret. */
    fingerprint(text: string, place: string): string {
      const secret = Buffer.from(hkdfSync('sha256', currentKey(current).secret, '', 'hilo fingerprints', 32));
      const hash = createHmac('sha256', secret).update(`${place}\n${text}`).digest('hex');
      return hash.slice(0, FINGERPRINT_DIGITS);
    },
  };
}

/** Tells two keys of one id apart without showing anything of either. */
export function keyFingerprint({ secret }: SecretKey): string {
  const print = Buffer.from(hkdfSync('sha256', secret, '', 'hilo key fingerprint', FINGERPRINT_DIGITS / 2));
  return print.toString('hex');
}

function currentKey(current: SecretKey | null): SecretKey {
  if (current) return current;
  throw new SecretKeyMissing('There is no key for secrets: set HILO_SECRET_KEY');
}

/** The key's id is bound too, so that a row cannot be made to name another key. */
function boundTo(keyId: string, place: string): Buffer {
  return Buffer.from(`${keyId}\n${place}`);
}
