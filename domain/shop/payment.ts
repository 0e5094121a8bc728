import type { EpochMs } from '../time/moments';
import type { Money } from './money';

/** Who takes the money; `test` is the built-in page, with which nobody pays anything. */
export const PAYMENT_PROVIDERS = ['test', 'stripe', 'mercado-pago'] as const;
export type PaymentProviderName = (typeof PAYMENT_PROVIDERS)[number];

/** What is asked of a provider for one order. */
export interface SessionRequest {
  /** Names the order to the provider, and is never used for another: the same reference, the same session. */
  reference: string;
  amount: Money;
  /** One line, shown to whoever pays. */
  description: string;
  /** The order's own page, where the provider sends people back to. */
  returnUrl: string;
  /** From when on the provider should take no payment. */
  expiresAt: EpochMs;
}

/** The provider's page on which one order is paid. */
export interface PaymentSession {
  sessionId: string;
  url: string;
}

/** Nothing was processed (refused connection, 429): safe to ask again. */
export interface NotMade {
  kind: 'not-made';
  detail: string;
  retryAfterMs: number;
}

/** The provider said no and will say no again. */
export interface PaymentRejected {
  kind: 'rejected';
  /** The provider's own code. */
  code: string;
  detail: string;
}

/** Only the provider knows (timeout, reset, 5xx): ask again under the same reference. */
export interface PaymentUnknown {
  kind: 'unknown';
  detail: string;
}

export type PaymentFailure = NotMade | PaymentRejected | PaymentUnknown;

/** What asking for a session came to. */
export type SessionOutcome = { kind: 'open'; session: PaymentSession } | PaymentFailure;

/** What paying money back came to; a repeated request finds the first refund. */
export type RefundOutcome = { kind: 'refunded'; refundId: string } | PaymentFailure;

/** What a provider says happened: by a webhook, or because we asked. */
export interface PaymentNews {
  kind: 'paid' | 'failed' | 'expired' | 'refunded';
  reference: string;
  /** What a refund names; null where no money moved. */
  paymentId: string | null;
  amount: Money;
}

/** Everything a provider knows of an order's payments; empty as long as nobody has paid. */
export type PaymentsFound = { kind: 'found'; news: PaymentNews[] } | PaymentFailure;
