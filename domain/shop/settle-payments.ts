import type { Money } from './money';
import type { PaymentStatus } from './order';

/**
 * Where the money of one payment is: taken and not looked at, kept for the order, on its way back, or back. Only
 * `kept` pays an order, and an order keeps one payment.
 */
export const PAYMENT_STATES = ['taken', 'kept', 'returning', 'returned'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** One charge of a person, as Hilo knows of it. */
export interface OrderPayment {
  id: string;
  state: PaymentState;
  amount: Money;
}

/** What has to be done next, so that an order and its payments agree; null when they do. */
export type SettlingStep =
  | { kind: 'mark-paid' }
  | { kind: 'keep'; payment: string }
  /** Too late, a second time, or not the order's total. */
  | { kind: 'give-up'; payment: string }
  | { kind: 'refund'; payment: string }
  | { kind: 'mark-refunded' }
  | null;

/**
 * One step at a time, each safe to repeat: whatever crash lies between two of them, the next look finds the same way.
 * Payments are given in the order in which they came.
 */
export function nextSettlingStep(
  order: { status: PaymentStatus; total: Money },
  payments: readonly OrderPayment[],
): SettlingStep {
  const of = (state: PaymentState) => payments.find((payment) => payment.state === state);
  const taken = of('taken');
  if (taken) return stepForTaken(order, { taken, kept: of('kept') });
  const returning = of('returning');
  if (returning) return { kind: 'refund', payment: returning.id };
  if (order.status === 'paid' && !of('kept')) return { kind: 'mark-refunded' };
  return null;
}

function stepForTaken(
  { status, total }: { status: PaymentStatus; total: Money },
  { taken, kept }: { taken: OrderPayment; kept: OrderPayment | undefined },
): SettlingStep {
  const pays = taken.amount.minor === total.minor && taken.amount.currency === total.currency;
  if (!pays || kept) return { kind: 'give-up', payment: taken.id };
  if (status === 'pending') return { kind: 'mark-paid' };
  return { kind: status === 'paid' ? 'keep' : 'give-up', payment: taken.id };
}
