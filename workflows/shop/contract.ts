import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { PaymentStatus } from '../../domain/shop/order';
import type { EpochMs } from '../../domain/time/moments';

/** The workflow's type name, for clients that must not import its code. */
export const CHECKOUT_WORKFLOW = 'checkoutWorkflow';

/** `checkout:{order number}`: the number opens nothing by itself. */
export function checkoutWorkflowId(orderId: number): string {
  return `checkout:${orderId}`;
}

export interface CheckoutInput {
  v: 1;
  accountId: string;
  orderId: number;
}

/** Where a checkout stands; amounts, goods and addresses stay in Postgres. */
export interface CheckoutView {
  status: PaymentStatus;
  createdAt: EpochMs;
  /** Until when the order waits for its payment. */
  expiresAt: EpochMs;
}

/** What a finished checkout leaves for whoever opens its workflow. */
export interface CheckoutResult {
  status: PaymentStatus;
}

/** A payment of the order was written down, or one was given back: look. */
export const paymentReported = defineSignal('paymentReported');

/** Answered as soon as there is an address to pay at; with start, the order's checkout begins by it. */
export const placeOrder = defineUpdate<CheckoutView>('placeOrder');
export const cancelOrder = defineUpdate<CheckoutView, [{ reason: string }]>('cancelOrder');
export const refundOrder = defineUpdate<CheckoutView, [{ reason: string }]>('refundOrder');

export const getCheckout = defineQuery<CheckoutView | null>('getCheckout');
