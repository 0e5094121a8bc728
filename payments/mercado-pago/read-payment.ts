import { z } from 'zod';
import { CURRENCIES, minorOf, type Currency, type Money } from '../../domain/shop/money';
import type { PaymentNews } from '../../domain/shop/payment';

/** The part of a payment that Hilo reads (mercadopago.com/developers, reference of /v1/payments). */
const paymentSchema = z.looseObject({
  id: z.coerce.string(),
  status: z.string(),
  external_reference: z.string().nullish(),
  transaction_amount: z.number(),
  currency_id: z.string(),
});

/** Statuses that say where the money is; the others say that somebody is still at it. */
const KINDS: Readonly<Record<string, readonly PaymentNews['kind'][]>> = {
  approved: ['paid'],
  refunded: ['paid', 'refunded'],
  charged_back: ['paid', 'refunded'],
  rejected: ['failed'],
  cancelled: ['failed'],
};

/** What one payment says of its order, first things first; nothing while it is undecided, or not ours. */
export function newsOfPayment(written: unknown): PaymentNews[] {
  const payment = paymentSchema.safeParse(written);
  if (!payment.success) return [];
  const { id: paymentId, status, external_reference: reference } = payment.data;
  const amount = moneyOf(payment.data.transaction_amount, payment.data.currency_id);
  if (!reference || amount === null) return [];
  const kinds = Object.hasOwn(KINDS, status) ? (KINDS[status] ?? []) : [];
  return kinds.map((kind) => ({ kind, reference, paymentId, amount }));
}

/** Mercado Pago writes amounts in units, as numbers with decimals. */
function moneyOf(units: number, written: string): Money | null {
  if (!Object.hasOwn(CURRENCIES, written)) return null;
  const currency = written as Currency;
  const minor = minorOf(units.toFixed(CURRENCIES[currency]), currency);
  return minor === null ? null : { minor, currency };
}
