import { z } from 'zod';
import type { Order } from '../../../db/repositories/orders';
import { newsOfTestPayment } from '../../../payments/test/test-payments';
import type { ApiDeps } from '../../api-deps';
import { receivePayment } from '../../inbound/receive-payment';
import { notFound, problem } from '../../problems';
import { defineRoute, reply, type Route, type WebhookVerifier } from '../../route';
import { checkoutPage, noSuchOrderPage, type PayBy, type Shop } from './checkout-page';
import { acceptedLanguages, spokenOf } from './page-language';

const params = z.strictObject({ token: z.string().max(100) });
const page = { status: 200, description: 'The page', contentType: 'text/html' } as const;

/** The page holds its own style and nothing else; its form leads back to it, its link to the payment provider. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

/** Whoever has the order's link may pay it. */
const holdsTheLink: WebhookVerifier = async ({ params: { token = '' } }, { orders }) =>
  (await orders.byToken(token)) !== null;

/** The session of an order that is paid on the test page; null for every other. */
async function testSessionOf({ accountId, id }: Order, { payments, paymentProviders }: ApiDeps) {
  const session = await payments.sessionOf(accountId, id);
  return session?.provider === 'test' && paymentProviders.of('test') ? session : null;
}

async function payByOf(order: Order, deps: ApiDeps): Promise<PayBy> {
  const payments = await deps.payments.ofOrder(order.accountId, order.id);
  if (payments.some(({ state }) => state === 'taken')) return { kind: 'confirming' };
  if (await testSessionOf(order, deps)) return { kind: 'test', action: `/checkout/${order.token}/pay` };
  const known = await deps.payments.sessionOf(order.accountId, order.id);
  if (!known?.session || known.provider === 'test') return { kind: 'soon' };
  return { kind: 'link', url: known.session.url };
}

/** In the language of who ordered, where a channel told it; else of the browser, and else of the shop. */
async function shopOf(
  { accountId, contactId }: Order,
  wanted: readonly string[],
  deps: ApiDeps,
): Promise<Shop> {
  const [account, { settings }, contact] = await Promise.all([
    deps.accounts.get(accountId),
    deps.business.current(accountId),
    contactId === null ? null : deps.contacts.get(accountId, contactId),
  ]);
  const language = spokenOf([contact?.language, ...wanted, ...settings.languages]) ?? 'es';
  return { name: account?.name ?? '', timezone: settings.timezone, language };
}

/** The page of one order, for people. */
export const checkoutPageRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/checkout/{token}',
    operationId: 'showCheckout',
    summary: 'The page of an order: what was ordered, how it stands, and where it is paid',
    tag: 'Checkout',
    access: 'public',
    params,
    response: page,
    handler: async ({ params: { token }, header }, deps) => {
      const wanted = acceptedLanguages(header('accept-language'));
      const order = await deps.orders.byToken(token);
      if (!order) return reply(noSuchOrderPage(spokenOf(wanted) ?? 'es'), { status: 404, headers: HEADERS });
      const [payBy, shop] = await Promise.all([payByOf(order, deps), shopOf(order, wanted, deps)]);
      return reply(checkoutPage(order, payBy, shop), { headers: HEADERS });
    },
  }),

  defineRoute({
    method: 'post',
    path: '/checkout/{token}/pay',
    operationId: 'payOnTestPage',
    summary: 'Plays a payment on the built-in test page; nobody pays anything',
    tag: 'Checkout',
    access: { webhook: holdsTheLink },
    params,
    refusals: ['conflict', 'unavailable'],
    response: { status: 303, description: 'Back to the page of the order', contentType: 'text/html' },
    handler: async ({ params: { token } }, deps) => {
      const order = await deps.orders.byToken(token);
      if (!order) return notFound('order');
      const session = await testSessionOf(order, deps);
      if (!session) return problem('conflict', 'This order is not paid on the test page.');
      const back = { headers: { ...HEADERS, location: `/checkout/${token}` } };
      // A second tap finds the order paid; one that ended takes no money to give back.
      if (order.paymentStatus !== 'pending') return reply('', back);
      const payment = await deps.testTill.pay(session.reference, order.total);
      const news = newsOfTestPayment(payment);
      const answer = await receivePayment({ provider: 'test', news }, deps);
      if (answer === 'received') return reply('', back);
      return problem(
        'unavailable',
        'The payment is written down. The order is marked as paid in a few minutes.',
      );
    },
  }),
];
