import type { StockMove } from './stock';

export const PAYMENT_STATUSES = ['pending', 'paid', 'expired', 'cancelled', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What can happen to an order, named by the state it leads to. */
export type OrderEvent = Exclude<PaymentStatus, 'pending'>;

/** What the story of an order is told by. */
export const ORDER_MOMENTS = [
  'placed',
  /** The provider was asked for a page to pay on. */
  'opened',
  /** Money came in. */
  'taken',
  /** Money went back. */
  'returned',
  'paid',
  'expired',
  'cancelled',
  'refunded',
  /** The contact was told, or was to be. */
  'told',
] as const;
export type OrderMomentKind = (typeof ORDER_MOMENTS)[number];

/** How long an order waits for its payment, and keeps what it reserved. */
export const PAYMENT_DEADLINE_MS = 24 * 60 * 60 * 1000;

const NEXT: Record<PaymentStatus, readonly OrderEvent[]> = {
  pending: ['paid', 'expired', 'cancelled'],
  paid: ['refunded'],
  expired: [],
  cancelled: [],
  refunded: [],
};

/** What becomes of the goods of an order. */
const GOODS: Record<OrderEvent, Exclude<StockMove, 'set' | 'reserve'>> = {
  paid: 'commit',
  expired: 'release',
  cancelled: 'release',
  refunded: 'return',
};

export type OrderDecision =
  | { kind: 'moved'; to: OrderEvent; goods: Exclude<StockMove, 'set' | 'reserve'> }
  /** It is there already: the same news twice has one effect. */
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: string };

/** Where an event leads an order. No state is ever left backwards; news that comes too late is refused. */
export function moveOrder(status: PaymentStatus, event: OrderEvent): OrderDecision {
  if (status === event) return { kind: 'unchanged' };
  if (NEXT[status].includes(event)) return { kind: 'moved', to: event, goods: GOODS[event] };
  return { kind: 'refused', refusal: REFUSALS[status] };
}

const REFUSALS: Record<PaymentStatus, string> = {
  pending: 'The order has not been paid.',
  paid: 'The order has been paid: it can only be refunded.',
  expired: 'The order has expired, and what it held was released.',
  cancelled: 'The order was cancelled, and what it held was released.',
  refunded: 'The order was refunded.',
};
