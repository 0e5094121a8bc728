import type { Order } from '../db/repositories/orders';
import type { OrderOccasion } from '../domain/shop/order-messages';
import { orderPageUrl } from '../domain/shop/order-page';
import type { CheckoutView } from '../workflows/shop/contract';
import type { CheckoutDeps, OrderRef } from './shop/checkout-deps';
import { askForPayments, orderOf, sessionOf, settle, whenItCan } from './shop/order-payments';
import { tellContact } from './shop/tell-contact';
import { stillAlive } from './still-alive';

export type CheckoutActivities = ReturnType<typeof activitiesOf>;

/** Where an order stands after its payments were looked at. */
export interface SettledCheckout extends CheckoutView {
  /** Money came back to somebody that had come too late, twice, or in a wrong amount. */
  gaveBack: boolean;
}

/** What checkouts have done for them; every activity may run more than once, and is taken up soon by another worker. */
export function createCheckoutActivities(deps: CheckoutDeps): CheckoutActivities {
  const { readOrder, openSession, settlePayments, checkPayments, ...others } = activitiesOf(deps);
  const { closeSession, endOrder, refundPayment, tellContact: tell } = others;
  return {
    readOrder,
    endOrder,
    openSession: (ref) => stillAlive(() => openSession(ref)),
    settlePayments: (ref) => stillAlive(() => settlePayments(ref)),
    checkPayments: (ref) => stillAlive(() => checkPayments(ref)),
    closeSession: (ref) => stillAlive(() => closeSession(ref)),
    refundPayment: (ref) => stillAlive(() => refundPayment(ref)),
    tellContact: (telling) => stillAlive(() => tell(telling)),
  };
}

function activitiesOf(deps: CheckoutDeps) {
  return {
    /** Where the order stands. */
    readOrder: async (ref: OrderRef): Promise<CheckoutView> => viewOf(await orderOf(deps, ref)),

    /** Has the provider give an address to pay at; repeated, it is the same one. */
    async openSession(ref: OrderRef): Promise<void> {
      const order = await orderOf(deps, ref);
      if (order.paymentStatus !== 'pending') return;
      await deps.payments.ensureSession({ ...ref, provider: deps.provider });
      const known = await sessionOf(deps, ref);
      if (!known || known.session.session) return;
      const outcome = await known.provider.createSession({
        reference: known.session.reference,
        amount: order.total,
        description: `Pedido ${order.id}`,
        returnUrl: orderPageUrl(deps.publicBaseUrl, order.token),
        expiresAt: order.expiresAt.getTime(),
      });
      if (outcome.kind !== 'open') throw whenItCan(outcome);
      await deps.payments.nameSession(ref, outcome.session);
    },

    /** Looks at what was written down of the order's payments; a payment that must not be kept is given back. */
    settlePayments: (ref: OrderRef): Promise<SettledCheckout> => settled(deps, ref),

    /** Asks the provider what was paid, for webhooks that never come, and settles that. */
    async checkPayments(ref: OrderRef): Promise<SettledCheckout> {
      await askForPayments(deps, ref);
      return settled(deps, ref);
    },

    /** Has the provider take no more payments for the order. */
    async closeSession(ref: OrderRef): Promise<void> {
      const known = await sessionOf(deps, ref);
      const sessionId = known?.session.session?.sessionId ?? null;
      const closed = await known?.provider.closeSession({ reference: known.session.reference, sessionId });
      // A session that cannot be closed is paid or over: what came of it is asked next.
      if (closed && closed.kind !== 'closed' && closed.kind !== 'rejected') throw whenItCan(closed);
    },

    /** Ends an order that was not paid, and releases what it held. One that was paid meanwhile stays paid. */
    async endOrder(
      end: OrderRef & { event: 'expired' | 'cancelled'; reason: string | null },
    ): Promise<CheckoutView> {
      const { event, reason, ...ref } = end;
      const at = new Date(await deps.clock());
      await deps.orders.record({ ...ref, event, at, ...(reason !== null && { reason }) });
      return viewOf(await orderOf(deps, ref));
    },

    /** Gives the order's money back, and takes the goods back. */
    async refundPayment(ref: OrderRef & { reason: string }): Promise<SettledCheckout> {
      const { reason, ...order } = ref;
      const { accountId, orderId } = order;
      const kept = (await deps.payments.ofOrder(accountId, orderId)).find(({ state }) => state === 'kept');
      if (kept) await deps.payments.move(kept.id, { from: 'kept', to: 'returning' });
      return settled(deps, order, reason);
    },

    tellContact: ({ occasion, ...ref }: OrderRef & { occasion: OrderOccasion }): Promise<string> =>
      tellContact(deps, ref, occasion),
  };
}

async function settled(deps: CheckoutDeps, ref: OrderRef, reason?: string): Promise<SettledCheckout> {
  const { order, gaveBack } = await settle(deps, ref, reason);
  return { ...viewOf(order), gaveBack };
}

function viewOf({ paymentStatus, createdAt, expiresAt }: Order): CheckoutView {
  return { status: paymentStatus, createdAt: createdAt.getTime(), expiresAt: expiresAt.getTime() };
}
