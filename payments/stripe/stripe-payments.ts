import Stripe from 'stripe';
import type {
  PaymentFailure,
  RefundOutcome,
  SessionOutcome,
  SessionRequest,
} from '../../domain/shop/payment';
import { failureOf, faultCodeOf } from '../failure';
import type { PaymentProvider, RefundRequest } from '../payment';
import { newsOfSession, REFERENCE, sessionSchema } from './read-session';
import { readStripeEvent, verifyStripeSignature } from './read-event';

export interface StripeSettings {
  secretKey: string;
  /** Of the webhook's endpoint, `whsec_…`. */
  webhookSecret: string;
  /** An API other than api.stripe.com. */
  apiBaseUrl?: string | undefined;
  timeoutMs: number;
}

/** Stripe Checkout: one session an order, made under the order's reference as idempotency key. */
export function createStripePayments(settings: StripeSettings): PaymentProvider {
  const stripe = new Stripe(settings.secretKey, {
    maxNetworkRetries: 0,
    timeout: settings.timeoutMs,
    telemetry: false,
    ...addressOf(settings.apiBaseUrl),
  });

  return {
    name: 'stripe',

    checkAccess: () =>
      attempt(async () => {
        await stripe.checkout.sessions.list({ limit: 1 });
        return { kind: 'works' as const };
      }),

    createSession: (request) =>
      attempt(async (): Promise<SessionOutcome> => {
        const made = await underKeys(request.reference, (idempotencyKey) =>
          stripe.checkout.sessions.create(sessionOf(request), { idempotencyKey }),
        );
        if (made.url === null)
          return { kind: 'rejected', code: 'closed', detail: 'The session is closed already' };
        return { kind: 'open', session: { sessionId: made.id, url: made.url } };
      }),

    findPayments: ({ sessionId }) =>
      attempt(async () => {
        // Without a session nobody was given an address to pay at.
        if (sessionId === null) return { kind: 'found' as const, news: [] };
        const expand = ['payment_intent.latest_charge'];
        const session = await stripe.checkout.sessions.retrieve(sessionId, { expand });
        return { kind: 'found' as const, news: newsOfSession(sessionSchema.parse(session)) };
      }),

    closeSession: ({ sessionId }) =>
      attempt(async () => {
        if (sessionId !== null) await stripe.checkout.sessions.expire(sessionId);
        return { kind: 'closed' as const };
      }),

    refund: (request) => attempt(() => refundWhole(stripe, request)),

    isGenuine: (webhook) => verifyStripeSignature(stripe, webhook, settings.webhookSecret),

    readWebhook: (webhook) => Promise.resolve(readStripeEvent(webhook.rawBody)),
  };
}

/** Gives back the whole charge. A charge is refunded once, whatever the keys were. */
async function refundWhole(stripe: Stripe, request: RefundRequest): Promise<RefundOutcome> {
  const { paymentId, amount, idempotencyKey: key } = request;
  try {
    const body = { payment_intent: paymentId, amount: amount.minor };
    const refund = await underKeys(key, (idempotencyKey) => stripe.refunds.create(body, { idempotencyKey }));
    return { kind: 'refunded', refundId: refund.id };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'charge_already_refunded')
      throw error;
    const { data } = await stripe.refunds.list({ payment_intent: paymentId, limit: 1 });
    return { kind: 'refunded', refundId: data[0]?.id ?? paymentId };
  }
}

/** How many keys one request may use up: more failures that Stripe keeps for a day are a case for a person. */
const KEYS = 3;

/**
 * Makes a call under a key, or under the next one where Stripe repeats an old failure: it keeps a 500 under its key
 * for a day (docs.stripe.com/api/idempotent_requests). A second session is harmless, because nobody has the address
 * of the first; a second refund of the whole is refused.
 */
async function underKeys<T>(key: string, call: (idempotencyKey: string) => Promise<T>): Promise<T> {
  for (let number = 1; number < KEYS; number += 1) {
    try {
      return await call(number === 1 ? key : `${key}:${number}`);
    } catch (error) {
      if (!isOldFailure(error)) throw error;
    }
  }
  return call(`${key}:${KEYS}`);
}

function isOldFailure(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  return (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true';
}

async function attempt<T>(call: () => Promise<T>): Promise<T | PaymentFailure> {
  try {
    return await call();
  } catch (error) {
    return failureOfStripe(error);
  }
}

/** The same request, whenever it is made: Stripe refuses a key that comes with other values. */
function sessionOf(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const { reference, amount, description, returnUrl, expiresAt } = request;
  return {
    mode: 'payment',
    client_reference_id: reference,
    payment_intent_data: { metadata: { [REFERENCE]: reference } },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: amount.currency.toLowerCase(),
          unit_amount: amount.minor,
          product_data: { name: description },
        },
      },
    ],
    success_url: returnUrl,
    cancel_url: returnUrl,
    // Between 30 minutes and 24 hours from now, in seconds (docs.stripe.com/api/checkout/sessions/create).
    expires_at: Math.floor(expiresAt / 1000),
  };
}

function failureOfStripe(error: unknown): PaymentFailure {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { statusCode, code, type, headers } = error;
  const retryAfter = headers?.['retry-after'];
  return failureOf({
    provider: 'Stripe',
    status: statusCode,
    code: statusCode === undefined ? faultCodeOf(error.detail) : (code ?? type),
    retryAfterSeconds: retryAfter === undefined ? undefined : Number(retryAfter),
  });
}

function addressOf(baseUrl: string | undefined) {
  if (baseUrl === undefined) return {};
  const { hostname, port, protocol } = new URL(baseUrl);
  const plain = protocol === 'http:';
  return {
    host: hostname,
    protocol: plain ? ('http' as const) : ('https' as const),
    port: port === '' ? (plain ? 80 : 443) : Number(port),
  };
}
