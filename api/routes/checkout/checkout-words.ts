import type { Language } from '../../../domain/messaging/opt-out-words';
import type { PaymentStatus } from '../../../domain/shop/order';

interface CheckoutWords {
  order: (number: number) => string;
  states: Record<PaymentStatus, { title: string; text: string }>;
  product: string;
  value: string;
  total: string;
  pay: (amount: string) => string;
  payTest: (amount: string) => string;
  test: string;
  testHint: string;
  until: (when: string) => string;
  soon: string;
  confirming: string;
  again: string;
  notFound: string;
  notFoundTitle: string;
  notFoundHint: string;
}

/** What the page of an order says, in the languages it speaks. */
export const CHECKOUT_WORDS: Readonly<Record<Language, CheckoutWords>> = {
  es: {
    order: (number) => `Pedido ${number}`,
    states: {
      pending: {
        title: 'Pendiente de pago',
        text: 'Reservamos tus productos hasta que pagues o venza el pedido.',
      },
      paid: { title: 'Pagado', text: '¡Gracias! Recibimos tu pago.' },
      expired: { title: 'Vencido', text: 'El pedido venció sin pago y liberamos los productos.' },
      cancelled: { title: 'Cancelado', text: 'El pedido fue cancelado y no se cobró nada.' },
      refunded: { title: 'Devuelto', text: 'Te devolvimos el dinero de este pedido.' },
    },
    product: 'Producto',
    value: 'Valor',
    total: 'Total',
    pay: (amount) => `Pagar ${amount}`,
    payTest: (amount) => `Pagar ${amount} (prueba)`,
    test: 'Pago de prueba.',
    testHint: 'Nadie paga nada con este botón.',
    until: (when) => `Puedes pagarlo hasta el ${when}.`,
    soon: 'Estamos preparando el pago. Vuelve a cargar esta página en un momento.',
    confirming: 'Recibimos tu pago y lo estamos confirmando. No pagues de nuevo.',
    again: 'Cargar de nuevo',
    notFound: 'No encontramos este pedido',
    notFoundTitle: 'Pedido no encontrado',
    notFoundHint: 'Revisa que el enlace esté completo.',
  },
  en: {
    order: (number) => `Order ${number}`,
    states: {
      pending: {
        title: 'Waiting for payment',
        text: 'We keep your products until you pay or the order expires.',
      },
      paid: { title: 'Paid', text: 'Thank you! We have your payment.' },
      expired: { title: 'Expired', text: 'The order was not paid in time, and its products were released.' },
      cancelled: { title: 'Cancelled', text: 'The order was cancelled, and nothing was charged.' },
      refunded: { title: 'Refunded', text: 'We gave you back the money of this order.' },
    },
    product: 'Product',
    value: 'Amount',
    total: 'Total',
    pay: (amount) => `Pay ${amount}`,
    payTest: (amount) => `Pay ${amount} (test)`,
    test: 'Test payment.',
    testHint: 'Nobody pays anything with this button.',
    until: (when) => `You can pay until ${when}.`,
    soon: 'We are preparing the payment. Load this page again in a moment.',
    confirming: 'We have your payment and are confirming it. Do not pay again.',
    again: 'Load again',
    notFound: 'There is no such order',
    notFoundTitle: 'Order not found',
    notFoundHint: 'Check that the link is complete.',
  },
};
