import { z } from 'zod';
import { PAYMENT_PROVIDERS, type PaymentProviderName } from '../../../domain/shop/payment';
import type { PaymentWebhook } from '../../../payments/payment';
import { receivePayment } from '../../inbound/receive-payment';
import { problem, webhookNotVerified } from '../../problems';
import { defineRoute, reply, type Route, type WebhookVerifier } from '../../route';

const MAX_BYTES = 1024 * 1024;

const genuine: WebhookVerifier = (request, { paymentProviders }) => {
  const name = nameOf(request.params['provider']);
  return name !== null && (paymentProviders.of(name)?.isGenuine(request) ?? false);
};

function nameOf(written: string | undefined): PaymentProviderName | null {
  return PAYMENT_PROVIDERS.find((name) => name === written) ?? null;
}

/** What payment providers report. Each repeats for hours what is not answered with 2xx. */
export const paymentWebhookRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/webhook/payments/{provider}',
    operationId: 'receivePayment',
    summary: 'News of a payment, signed by its provider: stripe, mercado-pago, or test',
    tag: 'Webhooks',
    access: { webhook: genuine },
    params: z.strictObject({ provider: z.string() }),
    query: z.record(z.string(), z.unknown()),
    body: { type: 'bytes', contentType: 'application/json', maxBytes: MAX_BYTES },
    refusals: ['unavailable'],
    response: { status: 204, description: 'Received' },
    handler: async ({ params, body, header, log }, deps) => {
      const name = nameOf(params.provider);
      const provider = name && deps.paymentProviders.of(name);
      if (!provider) return webhookNotVerified();
      // Whether it is genuine, of which the address is a part, was seen above.
      const webhook: PaymentWebhook = { rawBody: body, header, url: deps.publicBaseUrl };
      const reading = await provider.readWebhook(webhook);
      if (reading.kind === 'unavailable') {
        log.warn({ provider: provider.name, detail: reading.detail }, 'a payment webhook cannot be read now');
        return problem('unavailable', 'The payment provider cannot be asked what this means. Send it again.');
      }
      const answer = await receivePayment({ provider: provider.name, news: reading.news }, deps);
      if (answer === 'received') return reply(undefined);
      return problem(
        'unavailable',
        'Temporal cannot be reached. The payment is written down; send it again.',
      );
    },
  }),
];
