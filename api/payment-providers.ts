import { createHmac } from 'node:crypto';
import type { Env } from '../config/env';
import { secretKeysOf } from '../config/secret-keys';
import type { PaymentProviderName } from '../domain/shop/payment';
import { createMercadoPagoPayments } from '../payments/mercado-pago/mercado-pago-payments';
import type { PaymentProvider } from '../payments/payment';
import { createStripePayments } from '../payments/stripe/stripe-payments';
import { createTestPayments, type TestTill } from '../payments/test/test-payments';

export interface PaymentProviders {
  /** Null for one that is not set up; the test page in production counts as such, unless it is allowed. */
  of(name: PaymentProviderName): PaymentProvider | null;
  /** Where new orders are paid. */
  current: PaymentProviderName;
}

/** Those that the settings have keys of: where real money moves. */
export function paidProvidersOf(env: Env): PaymentProvider[] {
  return [stripeOf(env), mercadoPagoOf(env)].filter((provider) => provider !== null);
}

/** The payment providers that the settings name; each process makes its own. */
export function paymentProvidersOf(env: Env, till: TestTill): PaymentProviders {
  const test = testOf(env, till);
  const providers = [...paidProvidersOf(env), ...(test ? [test] : [])];
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return {
    of: (name) => byName.get(name) ?? null,
    current: env.PAYMENT_PROVIDER ?? providers[0]?.name ?? 'test',
  };
}

function stripeOf(env: Env): PaymentProvider | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret = '' } = env;
  if (secretKey === undefined) return null;
  const timeoutMs = env.PAYMENT_TIMEOUT_MS;
  return createStripePayments({ secretKey, webhookSecret, apiBaseUrl: env.STRIPE_API_BASE_URL, timeoutMs });
}

function mercadoPagoOf(env: Env): PaymentProvider | null {
  const { MERCADO_PAGO_ACCESS_TOKEN: accessToken, MERCADO_PAGO_WEBHOOK_SECRET: webhookSecret = '' } = env;
  if (accessToken === undefined) return null;
  return createMercadoPagoPayments({
    accessToken,
    webhookSecret,
    notificationUrl:
      env.PUBLIC_BASE_URL === undefined ? null : `${env.PUBLIC_BASE_URL}/api/webhook/payments/mercado-pago`,
    apiBaseUrl: env.MERCADO_PAGO_API_BASE_URL,
    timeoutMs: env.PAYMENT_TIMEOUT_MS,
  });
}

function testOf(env: Env, till: TestTill): PaymentProvider | null {
  if (env.NODE_ENV === 'production' && !env.PAYMENT_TEST_ALLOWED) return null;
  const key = secretKeysOf(env).current?.secret;
  // Without a key nobody can sign, and only the page itself reports payments.
  const webhookSecret = key ? createHmac('sha256', key).update('test payments').digest('hex') : '';
  return createTestPayments({ till, webhookSecret });
}
