import type { Money } from '../../../domain/shop/money';
import { createMercadoPagoPayments } from '../../../payments/mercado-pago/mercado-pago-payments';
import type { PaymentProvider, PaymentWebhook } from '../../../payments/payment';
import { createStripePayments } from '../../../payments/stripe/stripe-payments';
import { signTestEvent, TEST_SIGNATURE_HEADER } from '../../../payments/test/sign-event';
import { createTestPayments, newsOfTestPayment } from '../../../payments/test/test-payments';
import { startFakeMercadoPago } from '../fake-mercado-pago/fake-mercado-pago';
import { startFakeStripe } from '../fake-stripe/fake-stripe';
import { createMemoryTill } from './memory-till';
import type { PaymentScriptPart } from './script';
import { receiveWebhooks, webhookOf } from './webhook-receiver';

/** One adapter against its provider, with what a person and the provider can do. */
export interface PaymentSubject {
  provider: PaymentProvider;
  /** The same with a key that is none; null where there are no keys. */
  stranger: PaymentProvider | null;
  /** The person pays; the webhooks that come of it. */
  pay(session: { sessionId: string; reference: string; amount: Money }): Promise<readonly PaymentWebhook[]>;
  /** How often money was taken for a reference, and how often it was given back. */
  counts(reference: string): { charges: number; refunds: number };
  sessions(): number;
  /** Null where there is nobody to misbehave. */
  script: ((part: PaymentScriptPart) => void) | null;
  close(): Promise<void>;
}

/** Short, so that a provider that hangs does not hold a test up. */
const TIMEOUT_MS = 1_500;

export const paymentSubjects: Record<PaymentProvider['name'], () => Promise<PaymentSubject>> = {
  async stripe() {
    const [fake, receiver] = await Promise.all([startFakeStripe(), receiveWebhooks()]);
    fake.script({ webhooks: { url: receiver.url } });
    const { secretKey, webhookSecret, url: apiBaseUrl } = fake;
    const settings = { secretKey, webhookSecret, apiBaseUrl, timeoutMs: TIMEOUT_MS };
    return {
      provider: createStripePayments(settings),
      stranger: createStripePayments({ ...settings, secretKey: 'sk_test_of_nobody' }),
      pay: async ({ sessionId }) => {
        await fake.pay(sessionId);
        return receiver.received;
      },
      counts: (reference) => countsOf(fake.ledger.of(reference)),
      sessions: () => fake.sessions().length,
      script: fake.script,
      close: async () => {
        await Promise.all([fake.close(), receiver.close()]);
      },
    };
  },

  async 'mercado-pago'() {
    const [fake, receiver] = await Promise.all([startFakeMercadoPago(), receiveWebhooks()]);
    fake.script({ webhooks: { url: receiver.url } });
    const { accessToken, webhookSecret, url: apiBaseUrl } = fake;
    const settings = {
      ...{ accessToken, webhookSecret, apiBaseUrl },
      ...{ notificationUrl: receiver.url, timeoutMs: TIMEOUT_MS },
    };
    return {
      provider: createMercadoPagoPayments(settings),
      stranger: createMercadoPagoPayments({ ...settings, accessToken: 'APP_USR-of-nobody' }),
      pay: async ({ sessionId }) => {
        await fake.pay(sessionId);
        return receiver.received;
      },
      counts: (reference) => countsOf(fake.ledger.of(reference)),
      sessions: () => fake.preferences().length,
      script: fake.script,
      close: async () => {
        await Promise.all([fake.close(), receiver.close()]);
      },
    };
  },

  test() {
    const till = createMemoryTill();
    const webhookSecret = 'test-secret';
    const opened = new Set<string>();
    const provider = createTestPayments({ till, webhookSecret });
    return Promise.resolve({
      provider: {
        ...provider,
        createSession: (request) => {
          opened.add(request.reference);
          return provider.createSession(request);
        },
      },
      stranger: null,
      pay: async ({ reference, amount }) => {
        const payment = await till.pay(reference, amount);
        return newsOfTestPayment(payment).map((news) => {
          const body = JSON.stringify(news);
          const headers = { [TEST_SIGNATURE_HEADER]: signTestEvent(webhookSecret, Buffer.from(body)) };
          return webhookOf({ url: 'http://127.0.0.1/webhook', headers, body });
        });
      },
      counts: (reference) => till.counts(reference),
      sessions: () => opened.size,
      script: null,
      close: () => Promise.resolve(),
    });
  },
};

function countsOf(charges: readonly { refunds: string[] }[]) {
  return { charges: charges.length, refunds: charges.reduce((sum, { refunds }) => sum + refunds.length, 0) };
}
