import { randomBytes } from 'node:crypto';
import type { Charge } from '../payment-fakes/charge-ledger';

/** What a create call asks for, as the form has it. */
export interface SessionForm {
  client_reference_id?: string;
  success_url?: string;
  expires_at?: string;
  payment_intent_data?: { metadata?: Record<string, string> };
  line_items?: {
    quantity?: string;
    price_data?: { currency?: string; unit_amount?: string; product_data?: { name?: string } };
  }[];
}

export interface FakeSession {
  id: string;
  paymentIntent: string;
  form: SessionForm;
  minor: number;
  currency: string;
  status: 'open' | 'complete' | 'expired';
  createdAt: number;
}

export function sessionResource(session: FakeSession, { url, intent }: { url: string; intent: unknown }) {
  const isPaid = session.status === 'complete';
  return {
    id: session.id,
    object: 'checkout.session',
    amount_subtotal: session.minor,
    amount_total: session.minor,
    client_reference_id: session.form.client_reference_id ?? null,
    created: Math.floor(session.createdAt / 1000),
    currency: session.currency,
    expires_at: Number(session.form.expires_at ?? Math.floor(session.createdAt / 1000) + 86_400),
    livemode: false,
    metadata: {},
    mode: 'payment',
    payment_intent: intent,
    payment_status: isPaid ? 'paid' : 'unpaid',
    status: session.status,
    success_url: session.form.success_url ?? null,
    url: session.status === 'open' ? `${url}/c/pay/${session.id}` : null,
  };
}

export function intentResource(session: FakeSession, charge: Charge | undefined) {
  return {
    id: session.paymentIntent,
    object: 'payment_intent',
    amount: session.minor,
    currency: session.currency,
    metadata: session.form.payment_intent_data?.metadata ?? {},
    status: charge ? 'succeeded' : 'requires_payment_method',
    latest_charge: charge ? chargeResource(session, charge) : null,
  };
}

export function chargeResource(session: FakeSession, charge: Charge) {
  const isRefunded = charge.refunds.length > 0;
  return {
    id: `ch_${charge.paymentId.slice(3)}`,
    object: 'charge',
    amount: charge.minor,
    amount_refunded: isRefunded ? charge.minor : 0,
    currency: charge.currency,
    metadata: session.form.payment_intent_data?.metadata ?? {},
    paid: true,
    payment_intent: charge.paymentId,
    refunded: isRefunded,
    status: 'succeeded',
  };
}

export function refundResource(charge: Charge, id: string) {
  return {
    id,
    object: 'refund',
    amount: charge.minor,
    charge: `ch_${charge.paymentId.slice(3)}`,
    currency: charge.currency,
    payment_intent: charge.paymentId,
    status: 'succeeded',
  };
}

export function errorResource(error: { type: string; code?: string; message: string; param?: string }) {
  return { error };
}

/** An id in Stripe's form. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}
