import { listedKeys, parseEncryptionKey, type EncryptionKey } from './encryption-key';
import type { Env } from './env';

/** The keys of platform credentials and other secrets in the database; without a current one none can be kept. */
export function secretKeysOf(env: Env): { current: EncryptionKey | null; earlier: EncryptionKey[] } {
  const { HILO_SECRET_KEY: current, HILO_SECRET_OLD_KEYS: earlier } = env;
  return {
    current: current === undefined ? null : parseSecretKey(current),
    earlier: listedKeys(earlier).map(parseSecretKey),
  };
}

function parseSecretKey(written: string): EncryptionKey {
  return parseEncryptionKey(written, { name: 'A secret key', command: 'secret-key' });
}
