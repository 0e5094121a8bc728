import type { Order } from '../../db/repositories/orders';
import type { OrderSession } from '../../db/repositories/payments';
import type { PaymentFailure } from '../../domain/shop/payment';
import { nextSettlingStep, type SettlingStep } from '../../domain/shop/settle-payments';
import type { PaymentProvider } from '../../payments/payment';
import { later } from '../later';
import type { CheckoutDeps, OrderRef } from './checkout-deps';

/** How soon a provider is asked again that did not say whether it did something. */
const UNKNOWN_RETRY_MS = 2_000;
/** A refusal is for a person to look at; it may be mended at the provider. */
const REJECTED_RETRY_MS = 600_000;
const MAX_STEPS = 50;

/** The order of a checkout; throws when there is none, which is a defect. */
export async function orderOf({ orders }: CheckoutDeps, { accountId, orderId }: OrderRef): Promise<Order> {
  const order = await orders.get(accountId, orderId);
  if (!order) throw new Error(`Order ${orderId} is not there`);
  return order;
}

/** The provider that an order is paid at, and its name there; null before anything was asked of one. */
export async function sessionOf(
  { payments, providerOf }: CheckoutDeps,
  { accountId, orderId }: OrderRef,
): Promise<{ session: OrderSession; provider: PaymentProvider } | null> {
  const session = await payments.sessionOf(accountId, orderId);
  if (!session) return null;
  const provider = providerOf(session.provider);
  if (!provider) throw later(`The payment provider ${session.provider} is not set up`, REJECTED_RETRY_MS);
  return { session, provider };
}

/** A retryable failure in the provider's place: as soon as it allows. */
export function whenItCan(failure: PaymentFailure): Error {
  switch (failure.kind) {
    case 'not-made':
      return later(failure.detail, failure.retryAfterMs);
    case 'unknown':
      return later(failure.detail, UNKNOWN_RETRY_MS);
    case 'rejected':
      return later(failure.detail, REJECTED_RETRY_MS);
  }
}

/** Asks the provider what was paid, and writes it down. */
export async function askForPayments(deps: CheckoutDeps, ref: OrderRef): Promise<void> {
  const known = await sessionOf(deps, ref);
  if (!known) return;
  const { session, provider } = known;
  const sessionId = session.session?.sessionId ?? null;
  const found = await provider.findPayments({ reference: session.reference, sessionId });
  if (found.kind !== 'found') throw whenItCan(found);
  for (const news of found.news) await deps.payments.note(session, news);
}

/** The order, and whether money went back that was not the order's own. */
export interface Settled {
  order: Order;
  gaveBack: boolean;
}

/** Makes the order and its payments agree; the reason is that of a refund. */
export async function settle(deps: CheckoutDeps, ref: OrderRef, reason?: string): Promise<Settled> {
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const order = await orderOf(deps, ref);
    const payments = await deps.payments.ofOrder(ref.accountId, ref.orderId);
    const step = nextSettlingStep({ status: order.paymentStatus, total: order.total }, payments);
    if (step === null) {
      const returned = payments.filter(({ state }) => state === 'returned').length;
      return { order, gaveBack: returned > (order.paymentStatus === 'refunded' ? 1 : 0) };
    }
    await perform(deps, { ...ref, reason }, step);
  }
  throw new Error(`Order ${ref.orderId} and its payments do not come to agree`);
}

async function perform(
  deps: CheckoutDeps,
  { reason, ...ref }: OrderRef & { reason: string | undefined },
  step: NonNullable<SettlingStep>,
): Promise<void> {
  const at = new Date(await deps.clock());
  switch (step.kind) {
    case 'mark-paid':
      await deps.orders.record({ ...ref, event: 'paid', at });
      return;
    case 'keep':
      await deps.payments.move(step.payment, { from: 'taken', to: 'kept' });
      return;
    case 'give-up':
      await deps.payments.move(step.payment, { from: 'taken', to: 'returning' });
      return;
    case 'refund':
      await refund(deps, ref, step.payment);
      return;
    case 'mark-refunded':
      await deps.orders.record({ ...ref, event: 'refunded', reason, at });
      return;
  }
}

/** The key is the payment's own: however often this runs, the provider gives its money back once. */
async function refund(deps: CheckoutDeps, ref: OrderRef, paymentId: string): Promise<void> {
  const known = await sessionOf(deps, ref);
  const payments = await deps.payments.ofOrder(ref.accountId, ref.orderId);
  const payment = payments.find(({ id }) => id === paymentId);
  if (!known || !payment) throw new Error('A payment without its order');
  const { providerPaymentId, amount } = payment;
  const idempotencyKey = `refund:${payment.id}`;
  const outcome = await known.provider.refund({ paymentId: providerPaymentId, amount, idempotencyKey });
  if (outcome.kind !== 'refunded') throw whenItCan(outcome);
  await deps.payments.move(payment.id, { from: 'returning', to: 'returned', refundId: outcome.refundId });
}
