import {
  moveOrder,
  PAYMENT_STATUSES,
  type OrderEvent,
  type PaymentStatus,
} from '../../../../domain/shop/order';
import {
  nextSettlingStep,
  PAYMENT_STATES,
  type OrderPayment,
  type PaymentState,
} from '../../../../domain/shop/settle-payments';

const total = { minor: 9000, currency: 'COP' } as const;
const payment = (id: string, state: PaymentState, minor = 9000): OrderPayment => ({
  id,
  state,
  amount: { minor, currency: 'COP' },
});

/** Performs the steps until order and payments agree, as the activity does. */
function settled(status: PaymentStatus, payments: OrderPayment[]) {
  const order = { status, total };
  const move = (event: OrderEvent) => {
    const decision = moveOrder(order.status, event);
    if (decision.kind !== 'moved') throw new Error(`${order.status} cannot become ${event}`);
    order.status = decision.to;
  };
  const set = (id: string, state: PaymentState) => {
    const found = payments.find((one) => one.id === id);
    if (found) found.state = state;
  };
  const steps: string[] = [];
  for (let step = nextSettlingStep(order, payments); step; step = nextSettlingStep(order, payments)) {
    steps.push(step.kind);
    if (steps.length > 20) throw new Error(`No end: ${steps.join(' ')}`);
    if (step.kind === 'mark-paid') move('paid');
    else if (step.kind === 'mark-refunded') move('refunded');
    else
      set(
        step.payment,
        { keep: 'kept', 'give-up': 'returning', refund: 'returned' }[step.kind] as PaymentState,
      );
  }
  return { status: order.status, states: payments.map(({ state }) => state), steps };
}

describe('payments of an order', () => {
  it.each<[string, PaymentStatus, OrderPayment[], PaymentStatus, PaymentState[]]>([
    ['the first pays it', 'pending', [payment('a', 'taken')], 'paid', ['kept']],
    [
      'a second is given back',
      'pending',
      [payment('a', 'taken'), payment('b', 'taken')],
      'paid',
      ['kept', 'returned'],
    ],
    ['too late is given back', 'expired', [payment('a', 'taken')], 'expired', ['returned']],
    ['after cancelling is given back', 'cancelled', [payment('a', 'taken')], 'cancelled', ['returned']],
    ['too little is given back', 'pending', [payment('a', 'taken', 8999)], 'pending', ['returned']],
    ['too much is given back', 'pending', [payment('a', 'taken', 9001)], 'pending', ['returned']],
    ['half-way through paying goes on', 'paid', [payment('a', 'taken')], 'paid', ['kept']],
    ['given back by hand ends it', 'paid', [payment('a', 'returned')], 'refunded', ['returned']],
    ['on its way back ends it', 'paid', [payment('a', 'returning')], 'refunded', ['returned']],
  ])('%s', (_what, status, payments, ends, states) => {
    expect(settled(status, payments)).toMatchObject({ status: ends, states });
  });

  it('in another currency are given back', () => {
    const pesos: OrderPayment = { id: 'a', state: 'taken', amount: { minor: 9000, currency: 'ARS' } };
    expect(settled('pending', [pesos])).toMatchObject({ status: 'pending', states: ['returned'] });
  });

  it('always come to agree, with one kept for a paid order and none for another, whatever there was', () => {
    const amounts = [9000, 1];
    const some = PAYMENT_STATES.flatMap((state) => amounts.map((minor) => ({ state, minor })));
    for (const status of PAYMENT_STATUSES) {
      for (const one of some) {
        for (const other of some) {
          const kept = [one, other].filter(({ state }) => state === 'kept');
          // What no order comes to: two kept, a wrong sum kept, or one kept by an order that is not paid.
          if (kept.length > 1 || kept.some(({ minor }) => minor !== 9000)) continue;
          if (kept.length === 1 && status !== 'paid') continue;
          const after = settled(status, [
            payment('a', one.state, one.minor),
            payment('b', other.state, other.minor),
          ]);
          expect(after.states.filter((state) => state === 'kept')).toHaveLength(
            after.status === 'paid' ? 1 : 0,
          );
          expect(after.states.some((state) => state === 'taken' || state === 'returning')).toBe(false);
        }
      }
    }
  });
});
