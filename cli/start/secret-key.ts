import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../config/env';
import { freshJwtSecret, keyText, randomKeyParts } from '../account/fresh-key';

/**
 * The settings that let what `hilo start` runs keep secrets: a key of the environment, or else the one in the data
 * folder, made at the first start. A key of the folder that was replaced by one of the environment still opens.
 */
export function secretKeySettings(env: Env, dataDir: string): Record<string, string> {
  const known = knownSecretKeys(env, dataDir);
  if ('HILO_SECRET_KEY' in known) return known;
  return { HILO_SECRET_KEY: keep(keyFile(dataDir), keyText(randomKeyParts())) };
}

/** The same for who only looks: nothing is made, and without a key there are no settings. */
export function knownSecretKeys(env: Env, dataDir: string): Record<string, string> {
  const kept = readKey(keyFile(dataDir));
  if (env.HILO_SECRET_KEY === undefined) return kept === undefined ? {} : { HILO_SECRET_KEY: kept };
  const earlier = [env.HILO_SECRET_OLD_KEYS, kept].filter((key) => key !== undefined);
  return { HILO_SECRET_KEY: env.HILO_SECRET_KEY, HILO_SECRET_OLD_KEYS: earlier.join(',') };
}

function keyFile(dataDir: string): string {
  return join(dataDir, 'secret-key');
}

/** What access tokens are signed with: of the environment, or else one of the data folder. */
export function jwtSecretSettings(env: Env, dataDir: string): Record<string, string> {
  const file = join(dataDir, 'jwt-secret');
  return { JWT_SECRET: env.JWT_SECRET ?? readKey(file) ?? keep(file, freshJwtSecret()) };
}

/** What the bridge to WhatsApp Web, the API and the worker know each other by; nothing where there is no bridge. */
export function bridgeTokenSettings(env: Env, dataDir: string): Record<string, string> {
  if (!env.WHATSAPP_WEB) return {};
  const file = join(dataDir, 'whatsapp-web-token');
  return { WHATSAPP_WEB_TOKEN: env.WHATSAPP_WEB_TOKEN ?? readKey(file) ?? keep(file, freshJwtSecret()) };
}

/** One that is there and cannot be read throws: what it sealed would be lost with another in its place. */
function readKey(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function keep(file: string, key: string): string {
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
