import { z } from 'zod';
import { MAX_QUANTITY } from '../../../domain/shop/cart';
import { normalizeEmail, normalizeName } from '../../../domain/shop/person';
import { readQuantity } from '../../../domain/shop/quantity-words';

export const noArguments = z.strictObject({});

const MAX_ID = 2_147_483_647;

export const productId = z
  .int()
  .min(1)
  .max(MAX_ID)
  .meta({ description: 'The product_id that search_products gave' });

/** A number, or one as people say it: "dos", "media docena". */
export const quantity = z.preprocess(
  (given) => (typeof given === 'string' ? (readQuantity(given.slice(0, 60)) ?? given) : given),
  z
    .int()
    .min(1)
    .max(MAX_QUANTITY)
    .meta({ description: `1 to ${MAX_QUANTITY}` }),
);

export const personName = normalized(normalizeName, 'not a name: ask the person for it');
export const personEmail = normalized(
  normalizeEmail,
  'not an email address: ask the person to write it again',
);

function normalized(normalize: (written: string) => string | null, message: string) {
  return z
    .string()
    .max(500)
    .transform((written, context) => {
      const value = normalize(written);
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}
