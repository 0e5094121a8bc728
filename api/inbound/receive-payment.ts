import type { PaymentNews, PaymentProviderName } from '../../domain/shop/payment';
import type { ApiDeps } from '../api-deps';

/**
 * Writes down what a provider says of an order's payments, then has the order's checkout look. `unavailable`: it is
 * written down, and nobody could be told; asked again, or by its own asking, the checkout finds it.
 */
export async function receivePayment(
  { provider, news }: { provider: PaymentProviderName; news: readonly PaymentNews[] },
  { payments, checkoutStarter }: Pick<ApiDeps, 'payments' | 'checkoutStarter'>,
): Promise<'received' | 'unavailable'> {
  let answer: 'received' | 'unavailable' = 'received';
  for (const one of news) {
    const session = await payments.sessionByReference(provider, one.reference);
    // Of another installation with the same account at the provider.
    if (!session) continue;
    await payments.note(session, one);
    const { accountId, orderId } = session;
    const told = await checkoutStarter.paymentReported({ accountId, orderId });
    if (told.kind === 'unavailable') answer = 'unavailable';
  }
  return answer;
}
