import Stripe from 'stripe';
import { z } from 'zod';
import type { PaymentNews } from '../../domain/shop/payment';
import type { PaymentWebhook, WebhookReading } from '../payment';
import { chargeSchema, newsOfCharge, newsOfFailure, newsOfSession, sessionSchema } from './read-session';

/** How old a signature may be, in seconds: what Stripe's own libraries allow. */
const TOLERANCE_SECONDS = 300;

const eventSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ object: z.unknown() }),
});

const SESSION_EVENTS = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.expired',
]);

/** Whether Stripe signed these bytes within the last five minutes (docs.stripe.com/webhooks/signature). */
export function verifyStripeSignature(
  stripe: Stripe,
  { rawBody, header }: PaymentWebhook,
  secret: string,
): boolean {
  try {
    stripe.webhooks.constructEvent(rawBody, header('stripe-signature') ?? '', secret, TOLERANCE_SECONDS);
    return true;
  } catch (error) {
    // A body that is signed and no JSON is none of Stripe's either.
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return false;
    throw error;
  }
}

/** What an event says of an order. A session that is complete and unpaid waits for a slow way of paying. */
export function readStripeEvent(rawBody: Buffer): WebhookReading {
  const event = eventSchema.safeParse(JSON.parse(rawBody.toString('utf8')));
  return { kind: 'read', news: event.success ? newsOfEvent(event.data) : [] };
}

function newsOfEvent({ type, data: { object } }: z.infer<typeof eventSchema>): PaymentNews[] {
  if (type === 'charge.refunded') {
    const charge = chargeSchema.safeParse(object);
    return charge.success ? newsOfCharge(charge.data) : [];
  }
  const session = sessionSchema.safeParse(object);
  if (!session.success) return [];
  if (type === 'checkout.session.async_payment_failed') return newsOfFailure(session.data);
  return SESSION_EVENTS.has(type) ? newsOfSession(session.data) : [];
}
