import type { Money } from '../../../domain/shop/money';
import type { TestPayment, TestTill } from '../../../payments/test/test-payments';

/** A till in memory, for tests without a database. */
export function createMemoryTill(): TestTill & {
  pay(reference: string, amount: Money): Promise<TestPayment>;
  counts(reference: string): { charges: number; refunds: number };
} {
  const payments = new Map<string, TestPayment>();
  return {
    find: async (reference) => payments.get(reference) ?? null,
    pay: async (reference, amount) => {
      const known = payments.get(reference);
      if (known) return known;
      const payment = { paymentId: `test_payment_${reference}`, reference, amount, isRefunded: false };
      payments.set(reference, payment);
      return payment;
    },
    refund: async (paymentId) => {
      const payment = [...payments.values()].find((one) => one.paymentId === paymentId);
      if (!payment) return null;
      payment.isRefunded = true;
      return { refundId: `test_refund_${payment.reference}` };
    },
    counts: (reference) => {
      const payment = payments.get(reference);
      return { charges: payment ? 1 : 0, refunds: payment?.isRefunded ? 1 : 0 };
    },
  };
}
