import { z } from 'zod';
import { CURRENCY_CODES } from '../../domain/shop/money';
import { PAYMENT_PROVIDERS } from '../../domain/shop/payment';
import { optionalText } from './kinds';

/** The shop, and who takes its payments. */
export const shopVariables = {
  SHOP_CURRENCY: z.enum(CURRENCY_CODES).default('COP').describe('The currency of a price that names none'),
  SHOP_REMINDER_TEMPLATE: optionalText.describe(
    'A template for unpaid orders of bots without their own: {{1}} their number, {{2}} their page',
  ),
  SHOP_CART_TEMPLATE: optionalText.describe(
    'A template for carts left for a day, of bots without their own: {{1}} what is in them, {{2}} their total',
  ),
  PAYMENT_PROVIDER: z
    .enum(PAYMENT_PROVIDERS)
    .optional()
    .describe(
      'Where orders are paid; by default the first of Stripe, Mercado Pago and the test page that is set up',
    ),
  PAYMENT_TEST_ALLOWED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((written) => written === 'true')
    .describe('Offers the test page also where NODE_ENV is production'),
  PAYMENT_TIMEOUT_MS: z.coerce.number().int().min(100).default(15_000),
  STRIPE_SECRET_KEY: optionalText,
  STRIPE_WEBHOOK_SECRET: optionalText.describe('Of the endpoint /api/webhook/payments/stripe'),
  STRIPE_API_BASE_URL: z.url().optional().describe('A Stripe-shaped API other than api.stripe.com'),
  MERCADO_PAGO_ACCESS_TOKEN: optionalText,
  MERCADO_PAGO_WEBHOOK_SECRET: optionalText.describe('The secret key of the webhooks of the application'),
  MERCADO_PAGO_API_BASE_URL: z
    .url()
    .optional()
    .describe('A Mercado-Pago-shaped API other than api.mercadopago.com'),
};
