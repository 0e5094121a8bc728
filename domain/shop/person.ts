const EMAIL = /^[^\s@<>()[\],;:"\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const MAX_EMAIL = 254;
const MAX_NAME = 120;

/** An email address in the one form it is kept in; null when it cannot be one. */
export function normalizeEmail(written: string): string | null {
  const email = written
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/[.,;]+$/, '')
    .toLowerCase();
  if (email.length > MAX_EMAIL || email.includes('..') || email.startsWith('.')) return null;
  return EMAIL.test(email) ? email : null;
}

/** A person's name with single spaces; null without any letter, or when it is longer than a name. */
export function normalizeName(written: string): string | null {
  const name = written
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name.length <= MAX_NAME && /\p{L}/u.test(name) ? name : null;
}
