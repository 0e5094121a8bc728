import type { DataSource } from 'typeorm';
import { createCheckoutActivities } from '../activities/checkout.activities';
import type { PaymentProviders } from '../api/payment-providers';
import { createOrderContacts } from '../db/repositories/order-contacts';
import { createOrders } from '../db/repositories/orders';
import { createPayments } from '../db/repositories/payments';
import type { composeActivities } from './compose-activities';

export interface CheckoutSettings {
  providers: PaymentProviders;
  publicBaseUrl: string;
  reminderTemplate: string | null;
}

/** The activities of checkouts, over the same ledger and dispatcher as every other message. */
export function composeCheckout(
  db: DataSource,
  {
    ledger,
    dispatcher,
    clock,
  }: Pick<ReturnType<typeof composeActivities>, 'ledger' | 'dispatcher' | 'clock'>,
  { providers, publicBaseUrl, reminderTemplate }: CheckoutSettings,
) {
  return createCheckoutActivities({
    orders: createOrders(db),
    payments: createPayments(db),
    contacts: createOrderContacts(db),
    providerOf: (name) => providers.of(name),
    provider: providers.current,
    ledger,
    dispatcher,
    clock,
    publicBaseUrl,
    reminderTemplate,
  });
}
