import { z } from 'zod';
import { normalizeEmail } from '../../../domain/shop/person';
import { CURRENCY_CODES } from '../../../domain/shop/money';
import { MAX_PAGE } from '../../paging';
import { normalizePhone } from '../../phone';

const MAX_ID = 2_147_483_647;

/** The number of a user, a product or an order. */
export const shopId = z.int().min(1).max(MAX_ID);
/** The same in an address. */
const shopIdText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'a whole number')
  .transform(Number)
  .pipe(shopId);

export const shopParams = z.strictObject({ id: shopIdText });
export const ofUserQuery = { user_id: shopIdText };

/** The query fields of a list whose items are numbered. */
export const shopPageFields = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: shopIdText.optional().meta({ description: 'The nextCursor of the page before' }),
};

export const yesOrNo = z
  .enum(['true', 'false', '1', '0'])
  .transform((written) => written === 'true' || written === '1');

const PHONE_HINT = 'a phone number with its country code, such as 5491123456789';

/**
 * A number in E.164. WhatsApp knows numbers that no numbering plan has, test numbers among them: one with a
 * country code is taken as it is.
 */
export const shopPhone = z
  .string()
  .max(60)
  .transform((written, context) => {
    const number = written.replace(/^\s*whatsapp:\s*/i, '').trim();
    const phone =
      normalizePhone(number) ?? /^\+?([1-9]\d{10,14})$/.exec(number.replace(/[\s().-]/g, ''))?.[1];
    if (phone !== undefined) return phone.startsWith('+') ? phone : `+${phone}`;
    context.addIssue({ code: 'custom', message: `not a phone number: write ${PHONE_HINT}` });
    return z.NEVER;
  })
  .meta({ description: PHONE_HINT, examples: ['5491123456789'] });

export const shopEmail = z
  .string()
  .max(320)
  .transform((written, context) => {
    const email = normalizeEmail(written);
    if (email !== null) return email;
    context.addIssue({ code: 'custom', message: 'not an email address: write one such as juan@example.com' });
    return z.NEVER;
  })
  .meta({ examples: ['juan@example.com'] });

/** Whose an order or a cart is. */
export const buyerView = z.strictObject({
  id: shopId,
  name: z.string().nullable(),
  phone: z.string().nullable().meta({ description: 'E.164' }),
});

export const currency = z.enum(CURRENCY_CODES);
export const units = z.number().meta({ description: 'In units of the currency, such as 450.5' });
export const minorUnits = z.int().meta({ description: 'In its smallest unit, always a whole number' });
