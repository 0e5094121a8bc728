import type { Money } from '../domain/shop/money';
import type {
  PaymentFailure,
  PaymentNews,
  PaymentProviderName,
  PaymentsFound,
  RefundOutcome,
  SessionOutcome,
  SessionRequest,
} from '../domain/shop/payment';

/** A webhook as it arrived, before anything was parsed. */
export interface PaymentWebhook {
  rawBody: Buffer;
  header(name: string): string | undefined;
  /** The address with its query, as the provider was told it. */
  url: string;
}

/**
 * What a webhook says, in the order in which it happened; nothing when it concerns no payment of an order.
 * `unavailable`: the provider has to be asked what it means, and cannot be; it will repeat it.
 */
export type WebhookReading = { kind: 'read'; news: PaymentNews[] } | { kind: 'unavailable'; detail: string };

/** An order's session, as far as it is known: an answer that was lost left no session id. */
export interface SessionAddress {
  reference: string;
  sessionId: string | null;
}

export interface RefundRequest {
  paymentId: string;
  amount: Money;
  /** The same key, the same refund, however often it is asked for. */
  idempotencyKey: string;
}

/**
 * One provider of payments. Calls are made once, without retries of their own, and never throw for what a network
 * or the provider does. None of them charges anybody: only the person at the provider's page does.
 */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Whether the provider takes the key, asked in a way that changes nothing. */
  checkAccess(): Promise<{ kind: 'works' } | PaymentFailure>;
  /** Safe to repeat: a reference has one session. */
  createSession(request: SessionRequest): Promise<SessionOutcome>;
  /** What became of an order's session, for when no webhook comes. */
  findPayments(session: SessionAddress): Promise<PaymentsFound>;
  /** Ends a session, so that nobody pays an order that is closed. Who paid meanwhile is found by `findPayments`. */
  closeSession(session: SessionAddress): Promise<{ kind: 'closed' } | PaymentFailure>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** Whether the provider signed these bytes, compared in constant time. */
  isGenuine(webhook: PaymentWebhook): boolean;
  /** Only for a genuine webhook. */
  readWebhook(webhook: PaymentWebhook): Promise<WebhookReading>;
}
