import { paidProvidersOf } from '../../api/payment-providers';
import type { PaymentProviderName } from '../../domain/shop/payment';
import type { PaymentProvider } from '../../payments/payment';
import { failure, fine, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'payments';

const PLACES: Readonly<Record<PaymentProviderName, string>> = {
  stripe: 'STRIPE_SECRET_KEY',
  'mercado-pago': 'MERCADO_PAGO_ACCESS_TOKEN',
  test: 'PAYMENT_PROVIDER',
};

/** Whether the providers of payments take the keys of the settings; nothing is made or paid by asking. */
export async function checkPayments({ env }: Pick<InUse, 'env'>): Promise<Finding[]> {
  return Promise.all(paidProvidersOf(env).map(ask));
}

async function ask(provider: PaymentProvider): Promise<Finding> {
  const answer = await provider.checkAccess();
  if (answer.kind === 'works') return fine(CHECK, `${provider.name} takes the key`);
  const { detail } = answer;
  if (answer.kind === 'rejected') {
    return failure(CHECK, { says: detail, remedy: `Put a new one: ${PLACES[provider.name]}.` });
  }
  const remedy =
    'Look at the way out of this machine, and at the status page of the provider; then once more.';
  return warning(CHECK, { says: detail, remedy });
}
