import { hash, verify } from '@node-rs/argon2';

/** Argon2id with what OWASP asks for at least: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

let nobodys: Promise<string> | null = null;

/** Takes as long for somebody who does not exist, or has no password yet, as for somebody who does. */
export async function passwordMatches(password: string, kept: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(kept ?? (await nobodys), password);
  return matches && kept !== null;
}
