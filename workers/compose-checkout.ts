import type { DataSource } from 'typeorm';
import { createCheckoutActivities } from '../activities/checkout.activities';
import type { TellDeps } from '../activities/shop/tell';
import type { PaymentProviders } from '../api/payment-providers';
import { createOrders } from '../db/repositories/orders';
import { createPayments } from '../db/repositories/payments';

export interface CheckoutSettings {
  providers: PaymentProviders;
  publicBaseUrl: string;
  reminderTemplate: string | null;
}

/** The activities of checkouts. */
export function composeCheckout(
  db: DataSource,
  telling: TellDeps,
  { providers, publicBaseUrl, reminderTemplate }: CheckoutSettings,
) {
  return createCheckoutActivities({
    ...telling,
    orders: createOrders(db),
    payments: createPayments(db),
    providerOf: (name) => providers.of(name),
    provider: providers.current,
    publicBaseUrl,
    reminderTemplate,
  });
}
