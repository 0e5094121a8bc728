import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Currency, Money } from '../../domain/shop/money';
import type { PaymentNews, PaymentProviderName, PaymentSession } from '../../domain/shop/payment';
import type { OrderPayment, PaymentState } from '../../domain/shop/settle-payments';
import { returnedRows } from './send-mapping';

/** Where an order is paid; without a session as long as the provider has not given one. */
export interface OrderSession {
  accountId: string;
  orderId: number;
  provider: PaymentProviderName;
  /** The order's name at the provider. */
  reference: string;
  session: PaymentSession | null;
}

export interface StoredPayment extends OrderPayment {
  /** What the provider calls it. */
  providerPaymentId: string;
  refundId: string | null;
}

export type Payments = ReturnType<typeof createPayments>;

interface RawSession extends Omit<OrderSession, 'session'> {
  sessionId: string | null;
  url: string | null;
}

const SESSION_COLUMNS = `account_id AS "accountId", order_id AS "orderId", provider, reference,
  session_id AS "sessionId", url`;

/** What was asked of payment providers for orders, and what they said. Nothing here calls one. */
export function createPayments(db: DataSource) {
  const session = async (condition: string, parameters: unknown[]): Promise<OrderSession | null> => {
    const sql = `SELECT ${SESSION_COLUMNS} FROM payment_session WHERE ${condition}`;
    const [row] = returnedRows<RawSession>(await db.query(sql, parameters));
    return row ? toSession(row) : null;
  };

  return {
    /** The order's session: what is asked of a provider is written down before it is asked. */
    async ensureSession(order: {
      accountId: string;
      orderId: number;
      provider: PaymentProviderName;
    }): Promise<OrderSession> {
      await db.query(
        `INSERT INTO payment_session (account_id, order_id, provider, reference) VALUES ($1, $2, $3, $4)
         ON CONFLICT (order_id) DO NOTHING`,
        [order.accountId, order.orderId, order.provider, randomUUID()],
      );
      const made = await session('account_id = $1 AND order_id = $2', [order.accountId, order.orderId]);
      if (!made) throw new Error('A session that was written down vanished');
      return made;
    },

    async nameSession(
      { accountId, orderId }: Pick<OrderSession, 'accountId' | 'orderId'>,
      { sessionId, url }: PaymentSession,
    ): Promise<void> {
      await db.query(
        'UPDATE payment_session SET session_id = $3, url = $4 WHERE account_id = $1 AND order_id = $2',
        [accountId, orderId, sessionId, url],
      );
    },

    sessionOf: (accountId: string, orderId: number): Promise<OrderSession | null> =>
      session('account_id = $1 AND order_id = $2', [accountId, orderId]),

    /** Whatever its account: a provider names nothing else. */
    sessionByReference: (provider: PaymentProviderName, reference: string): Promise<OrderSession | null> =>
      session('provider = $1 AND reference::text = $2', [provider, reference]),

    /** Writes news of a payment down; the same news twice has one effect. True when something became different. */
    async note(of: OrderSession, { kind, paymentId, amount }: PaymentNews): Promise<boolean> {
      if (paymentId === null || (kind !== 'paid' && kind !== 'refunded')) return false;
      const state: PaymentState = kind === 'paid' ? 'taken' : 'returned';
      const rows = returnedRows(
        await db.query(
          `INSERT INTO payment (id, account_id, order_id, provider, provider_payment_id, amount_minor, currency, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT ON CONSTRAINT payment_provider_unique DO UPDATE SET state = 'returned', updated_at = now()
             WHERE excluded.state = 'returned' AND payment.state <> 'returned'
           RETURNING id`,
          [uuidv7(), of.accountId, of.orderId, of.provider, paymentId, amount.minor, amount.currency, state],
        ),
      );
      return rows.length > 0;
    },

    /** Orders of all accounts that nobody follows, or that have payments nobody looked at, since before this. */
    async unattended(before: Date, limit: number): Promise<{ accountId: string; orderId: number }[]> {
      return returnedRows(
        await db.query(
          `SELECT account_id AS "accountId", id AS "orderId" FROM orders
            WHERE payment_status = 'pending' AND (expires_at < $1 OR (created_at < $1
                  AND NOT EXISTS (SELECT 1 FROM payment_session session WHERE session.order_id = orders.id)))
            UNION SELECT account_id, order_id FROM payment WHERE state IN ('taken', 'returning') AND updated_at < $1
            ORDER BY 2 LIMIT $2`,
          [before, limit],
        ),
      );
    },

    /** All payments of an order, in the order in which they came. */
    async ofOrder(accountId: string, orderId: number): Promise<StoredPayment[]> {
      const rows = returnedRows<RawPayment>(
        await db.query(
          `SELECT id, state, provider_payment_id AS "providerPaymentId", refund_id AS "refundId",
                  amount_minor::float8 AS minor, currency
             FROM payment WHERE account_id = $1 AND order_id = $2 ORDER BY id`,
          [accountId, orderId],
        ),
      );
      return rows.map(({ minor, currency, ...payment }) => ({ ...payment, amount: { minor, currency } }));
    },

    /** Moves a payment on; one that is there or further already is left alone. */
    async move(
      paymentId: string,
      { from, to, refundId }: { from: PaymentState; to: PaymentState; refundId?: string },
    ): Promise<void> {
      await db.query(
        `UPDATE payment SET state = $3, refund_id = coalesce($4, refund_id), updated_at = now()
          WHERE id = $1 AND state = $2`,
        [paymentId, from, to, refundId ?? null],
      );
    },
  };
}

interface RawPayment extends Omit<StoredPayment, 'amount'> {
  minor: Money['minor'];
  currency: Currency;
}

function toSession({ sessionId, url, ...row }: RawSession): OrderSession {
  return { ...row, session: sessionId !== null && url !== null ? { sessionId, url } : null };
}
