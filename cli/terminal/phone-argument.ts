import { normalizePhone } from '../../api/phone';

/** A phone as the API writes it; throws with what is wrong. */
export function phoneOf(written: string): string {
  const phone = normalizePhone(written);
  if (phone !== null) return phone;
  throw new Error(`"${written}" is no phone number: write it with its country code, such as +573001112233.`);
}
