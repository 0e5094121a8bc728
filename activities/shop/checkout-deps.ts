import type { Orders } from '../../db/repositories/orders';
import type { Payments } from '../../db/repositories/payments';
import type { PaymentProvider } from '../../payments/payment';
import type { PaymentProviderName } from '../../domain/shop/payment';
import type { TellDeps } from './tell';

/** What a checkout has at hand. */
export interface CheckoutDeps extends TellDeps {
  orders: Orders;
  payments: Payments;
  /** By name, because an order is paid where its session was made; null for one that is not set up any more. */
  providerOf: (name: PaymentProviderName) => PaymentProvider | null;
  /** Where new orders are paid. */
  provider: PaymentProviderName;
  publicBaseUrl: string;
  /** Of bots without their own: the order's number, and its page; for contacts outside the 24-hour window. */
  reminderTemplate: string | null;
}

/** One order of one account. */
export interface OrderRef {
  accountId: string;
  orderId: number;
}
