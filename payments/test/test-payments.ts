import { z } from 'zod';
import { CURRENCY_CODES, type Money } from '../../domain/shop/money';
import type { PaymentNews } from '../../domain/shop/payment';
import type { PaymentProvider, WebhookReading } from '../payment';
import { TEST_SIGNATURE_HEADER, verifyTestSignature } from './sign-event';

/** A payment that was only played, as the test provider's till has it. */
export interface TestPayment {
  paymentId: string;
  reference: string;
  amount: Money;
  isRefunded: boolean;
}

/** Where played payments are kept, so that they can be asked for. */
export interface TestTill {
  find(reference: string): Promise<TestPayment | null>;
  /** Finds the refund that was made before; null for a payment that the till does not have. */
  refund(paymentId: string): Promise<{ refundId: string } | null>;
}

const newsSchema: z.ZodType<PaymentNews> = z.strictObject({
  kind: z.enum(['paid', 'failed', 'expired', 'refunded']),
  reference: z.string(),
  paymentId: z.string().nullable(),
  amount: z.strictObject({ minor: z.number().int(), currency: z.enum(CURRENCY_CODES) }),
});

/** The built-in page: everything as with a real provider, and nobody pays anything. */
export function createTestPayments({
  till,
  webhookSecret,
}: {
  till: TestTill;
  webhookSecret: string;
}): PaymentProvider {
  return {
    name: 'test',

    checkAccess: () => Promise.resolve({ kind: 'works' }),

    createSession: ({ reference, returnUrl }) =>
      Promise.resolve({ kind: 'open', session: { sessionId: `test_${reference}`, url: returnUrl } }),

    async findPayments({ reference }) {
      const payment = await till.find(reference);
      return { kind: 'found', news: payment ? newsOfTestPayment(payment) : [] };
    },

    closeSession: () => Promise.resolve({ kind: 'closed' }),

    async refund({ paymentId }) {
      const refund = await till.refund(paymentId);
      if (refund) return { kind: 'refunded', refundId: refund.refundId };
      return { kind: 'rejected', code: 'unknown-payment', detail: 'The test till has no such payment' };
    },

    isGenuine: ({ rawBody, header }) =>
      verifyTestSignature(webhookSecret, rawBody, header(TEST_SIGNATURE_HEADER)),

    readWebhook: ({ rawBody }) => Promise.resolve(readTestEvent(rawBody)),
  };
}

/** What a played payment says of its order, first things first. */
export function newsOfTestPayment({ paymentId, reference, amount, isRefunded }: TestPayment): PaymentNews[] {
  const paid: PaymentNews = { kind: 'paid', reference, paymentId, amount };
  return isRefunded ? [paid, { ...paid, kind: 'refunded' }] : [paid];
}

function readTestEvent(rawBody: Buffer): WebhookReading {
  try {
    return { kind: 'read', news: [newsSchema.parse(JSON.parse(rawBody.toString('utf8')))] };
  } catch {
    return { kind: 'read', news: [] };
  }
}
