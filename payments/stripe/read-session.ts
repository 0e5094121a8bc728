import { z } from 'zod';
import { CURRENCIES, type Currency, type Money } from '../../domain/shop/money';
import type { PaymentNews } from '../../domain/shop/payment';

const idOrExpanded = z.union([z.string(), z.looseObject({ id: z.string() })]).nullable();

/** The part of a Checkout Session that Hilo reads (docs.stripe.com/api/checkout/sessions/object). */
export const sessionSchema = z.looseObject({
  id: z.string(),
  client_reference_id: z.string().nullable(),
  status: z.enum(['open', 'complete', 'expired']).nullable(),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  payment_intent: idOrExpanded.optional(),
  amount_total: z.number().int().nullable(),
  currency: z.string().nullable(),
});
export type StripeSession = z.infer<typeof sessionSchema>;

/** A charge carries the metadata of its payment intent, which is where our reference is. */
export const chargeSchema = z.looseObject({
  payment_intent: idOrExpanded,
  amount_refunded: z.number().int(),
  refunded: z.boolean(),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
});

const expandedIntent = z.looseObject({ latest_charge: chargeSchema.nullable() });

/** The name of our reference among the metadata of a payment. */
export const REFERENCE = 'hilo_reference';

/** Everything that one session says of its order's payment. */
export function newsOfSession(session: StripeSession): PaymentNews[] {
  const reference = session.client_reference_id;
  const amount = moneyOf(session.amount_total, session.currency);
  if (reference === null || amount === null) return [];
  const paymentId = idOf(session.payment_intent);
  if (session.payment_status === 'paid') {
    const paid: PaymentNews = { kind: 'paid', reference, paymentId, amount };
    const intent = expandedIntent.safeParse(session.payment_intent);
    const isRefunded = intent.success && intent.data.latest_charge?.refunded === true;
    return isRefunded ? [paid, { ...paid, kind: 'refunded' }] : [paid];
  }
  return session.status === 'expired' ? [{ kind: 'expired', reference, paymentId: null, amount }] : [];
}

/** The news of a refund; none for a part of it, which is not the order's refund. */
export function newsOfCharge(charge: z.infer<typeof chargeSchema>): PaymentNews[] {
  const reference = charge.metadata[REFERENCE];
  const amount = moneyOf(charge.amount_refunded, charge.currency);
  if (reference === undefined || amount === null || !charge.refunded) return [];
  return [{ kind: 'refunded', reference, paymentId: idOf(charge.payment_intent), amount }];
}

/** A slow way of paying, such as a bank transfer, did not work out. */
export function newsOfFailure(session: StripeSession): PaymentNews[] {
  const reference = session.client_reference_id;
  const amount = moneyOf(session.amount_total, session.currency);
  if (reference === null || amount === null) return [];
  return [{ kind: 'failed', reference, paymentId: idOf(session.payment_intent), amount }];
}

function idOf(value: z.infer<typeof idOrExpanded> | undefined): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null);
}

/** Stripe writes currencies small and amounts in their smallest unit. */
function moneyOf(minor: number | null, written: string | null): Money | null {
  const currency = written?.toUpperCase() ?? '';
  return minor !== null && Object.hasOwn(CURRENCIES, currency)
    ? { minor, currency: currency as Currency }
    : null;
}
