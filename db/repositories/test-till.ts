import type { DataSource } from 'typeorm';
import type { Currency, Money } from '../../domain/shop/money';
import { returnedRows } from './send-mapping';

/** A payment on the test page: nobody paid anything. */
export interface PlayedPayment {
  paymentId: string;
  reference: string;
  amount: Money;
  isRefunded: boolean;
}

interface RawPlayed extends Omit<PlayedPayment, 'amount'> {
  minor: number;
  currency: Currency;
}

export type TestTillRows = ReturnType<typeof createTestTill>;

/** What was paid on the built-in page, as a real provider would keep it in its own books. */
export function createTestTill(db: DataSource) {
  const find = async (reference: string): Promise<PlayedPayment | null> => {
    const [row] = returnedRows<RawPlayed>(
      await db.query(
        `SELECT reference, payment_id AS "paymentId", amount_minor::float8 AS minor, currency,
                refunded_at IS NOT NULL AS "isRefunded"
           FROM test_payment WHERE reference::text = $1`,
        [reference],
      ),
    );
    if (!row) return null;
    const { minor, currency, ...payment } = row;
    return { ...payment, amount: { minor, currency } };
  };
  return {
    find,

    /** Takes the payment of a reference, once however often the button is pressed. */
    async pay(reference: string, amount: Money): Promise<PlayedPayment> {
      await db.query(
        `INSERT INTO test_payment (reference, payment_id, amount_minor, currency) VALUES ($1, $2, $3, $4)
         ON CONFLICT (reference) DO NOTHING`,
        [reference, `test_${reference}`, amount.minor, amount.currency],
      );
      const paid = await find(reference);
      if (!paid) throw new Error('A test payment that was taken vanished');
      return paid;
    },

    /** Finds the refund that was made before; null for a payment that was never taken. */
    async refund(paymentId: string): Promise<{ refundId: string } | null> {
      const rows = returnedRows(
        await db.query(
          `UPDATE test_payment SET refunded_at = coalesce(refunded_at, now()) WHERE payment_id = $1 RETURNING reference`,
          [paymentId],
        ),
      );
      return rows.length > 0 ? { refundId: `refund_${paymentId}` } : null;
    },
  };
}
