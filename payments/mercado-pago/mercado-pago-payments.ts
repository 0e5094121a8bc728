import { Payment, PaymentRefund, Preference, type MercadoPagoConfig } from 'mercadopago';
import { unitsOf } from '../../domain/shop/money';
import type { RefundOutcome, SessionOutcome, SessionRequest } from '../../domain/shop/payment';
import type { PaymentProvider, RefundRequest } from '../payment';
import { callMercadoPago, type MercadoPagoSettings } from './client';
import { newsOfPayment } from './read-payment';
import { readNotification, verifyMercadoPagoSignature } from './verify-signature';

/** Of no order: who has rights to ask may ask for it. */
const NO_REFERENCE = 'hilo-access-check';
const NO_SUCH_PAYMENT = new Set(['not_found', 'http-404']);

/** Mercado Pago's Checkout Pro: one preference an order, which people can pay more than once. */
export function createMercadoPagoPayments(settings: MercadoPagoSettings): PaymentProvider {
  return {
    name: 'mercado-pago',

    checkAccess: () =>
      callMercadoPago(settings, async (config) => {
        await new Payment(config).search({ options: { external_reference: NO_REFERENCE } });
        return { kind: 'works' as const };
      }),

    async createSession(request): Promise<SessionOutcome> {
      // Two preferences of one order could both be paid, so one whose answer was lost is looked for first.
      const earlier = await findPreference(settings, request.reference);
      if (earlier) return earlier;
      const body = preferenceOf(request, settings.notificationUrl);
      const create = async (config: MercadoPagoConfig) =>
        openSession(await new Preference(config).create({ body }));
      return callMercadoPago(settings, create, request.reference);
    },

    findPayments: ({ reference }) =>
      callMercadoPago(settings, async (config) => {
        const options = { external_reference: reference, sort: 'date_created', criteria: 'asc' } as const;
        const found = await new Payment(config).search({ options });
        return { kind: 'found' as const, news: (found.results ?? []).flatMap(newsOfPayment) };
      }),

    closeSession: ({ sessionId }) =>
      callMercadoPago(settings, async (config) => {
        if (sessionId === null) return { kind: 'closed' as const };
        const updatePreferenceRequest = { expires: true, expiration_date_to: new Date().toISOString() };
        // The library asks for `items` too; Mercado Pago keeps what an update does not name.
        await new Preference(config).update({
          id: sessionId,
          updatePreferenceRequest: updatePreferenceRequest as Parameters<
            Preference['update']
          >[0]['updatePreferenceRequest'],
        });
        return { kind: 'closed' as const };
      }),

    refund: (request) => refundWhole(settings, request),

    isGenuine: (webhook) => verifyMercadoPagoSignature(webhook, settings.webhookSecret),

    async readWebhook({ rawBody }) {
      const notification = readNotification(rawBody);
      if (notification?.type !== 'payment') return { kind: 'read', news: [] };
      const { id } = notification.data;
      const asked = await callMercadoPago(settings, async (config) => ({
        kind: 'found' as const,
        payment: await new Payment(config).get({ id }),
      }));
      if (asked.kind === 'found') return { kind: 'read', news: newsOfPayment(asked.payment) };
      // Mercado Pago's own simulator names a payment that does not exist.
      if (asked.kind === 'rejected' && NO_SUCH_PAYMENT.has(asked.code)) return { kind: 'read', news: [] };
      return { kind: 'unavailable', detail: asked.detail };
    },
  };
}

/** Gives back a whole payment. One that was given back before is refused, and then looked at. */
async function refundWhole(settings: MercadoPagoSettings, request: RefundRequest): Promise<RefundOutcome> {
  const { paymentId, amount, idempotencyKey } = request;
  const refund = async (config: MercadoPagoConfig): Promise<RefundOutcome> => {
    const body = { amount: unitsOf(amount) };
    const made = await new PaymentRefund(config).create({ payment_id: paymentId, body });
    return { kind: 'refunded', refundId: String(made.id) };
  };
  const outcome = await callMercadoPago(settings, refund, idempotencyKey);
  if (outcome.kind !== 'rejected') return outcome;
  return callMercadoPago(settings, async (config): Promise<RefundOutcome> => {
    const { status, refunds } = await new Payment(config).get({ id: paymentId });
    const refundId = String(refunds?.[0]?.id ?? paymentId);
    return status === 'refunded' ? { kind: 'refunded', refundId } : outcome;
  });
}

async function findPreference(
  settings: MercadoPagoSettings,
  reference: string,
): Promise<SessionOutcome | null> {
  return callMercadoPago(settings, async (config) => {
    const found = await new Preference(config).search({ options: { external_reference: reference } });
    const [element] = found.elements ?? [];
    return element ? openSession(await new Preference(config).get({ preferenceId: element.id })) : null;
  });
}

function openSession({ id, init_point: url }: { id?: string; init_point?: string }): SessionOutcome {
  if (id !== undefined && url !== undefined) return { kind: 'open', session: { sessionId: id, url } };
  return { kind: 'unknown', detail: 'Mercado Pago answered without the address to pay at' };
}

function preferenceOf(request: SessionRequest, notificationUrl: string | null) {
  const { reference, amount, description, returnUrl, expiresAt } = request;
  return {
    external_reference: reference,
    items: [
      {
        id: reference,
        title: description,
        quantity: 1,
        unit_price: unitsOf(amount),
        currency_id: amount.currency,
      },
    ],
    back_urls: { success: returnUrl, pending: returnUrl, failure: returnUrl },
    expires: true,
    expiration_date_to: new Date(expiresAt).toISOString(),
    ...(notificationUrl !== null && { notification_url: notificationUrl }),
  };
}
