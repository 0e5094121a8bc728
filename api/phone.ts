import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { certainNumber } from './phone-plans';

/** Where a number without a country belongs. */
const HOME: CountryCode = 'CO';
const PLAIN = /^\+?\d+$/;
const HINT = 'a phone number with its country code, such as +573001112233';

/**
 * A number as people and old files write it (`3001112233`, `573001112233`, `+57 300 111 2233`) in E.164, or
 * null when no such number can exist. Argentine mobiles get their 9 and Mexican ones lose their old 1, so
 * that one person has one number.
 */
export function normalizePhone(written: string, home: CountryCode = HOME): string | null {
  const text = written.trim();
  if (text.length > 40 || !/^\+?[\d\s().-]+$/.test(text)) return null;
  if (text.startsWith('+')) return valid(text, home);
  return valid(text, home) ?? valid(`+${text}`, home);
}

/** `home` is of no matter to a number with a plus. */
function valid(text: string, home: CountryCode): string | null {
  const meant = mended(text);
  const number = (PLAIN.test(meant) ? certainNumber(meant, home) : null) ?? fromLibrary(meant, home);
  return number === null ? null : mended(number);
}

function fromLibrary(text: string, home: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, text.startsWith('+') ? undefined : home);
  return number?.isValid() === true ? number.number : null;
}

/** WhatsApp's own ids keep Mexico's 1; and Argentines leave the 9 out that a mobile needs from abroad. */
function mended(text: string): string {
  const digits = text.startsWith('+') ? text.replace(/[^\d+]/g, '') : text;
  const mexican = digits.replace(/^\+521(\d{10})$/, '+52$1');
  return mexican.replace(/^\+54(?!9)(\d{10})$/, '+549$1');
}

/** A phone number at the edge, normalised to E.164. */
export const phoneSchema = z
  .string()
  .max(40)
  .transform((written, context) => {
    const phone = normalizePhone(written);
    if (phone !== null) return phone;
    context.addIssue({ code: 'custom', message: `not a phone number: write ${HINT}` });
    return z.NEVER;
  })
  .meta({ description: HINT, examples: ['+573001112233'] });
