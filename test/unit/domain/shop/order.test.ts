import fc from 'fast-check';
import {
  moveOrder,
  PAYMENT_STATUSES,
  type OrderEvent,
  type PaymentStatus,
} from '../../../../domain/shop/order';
import { changeStock, stockChange, stockSet, type StockLevel } from '../../../../domain/shop/stock';

const EVENTS = ['paid', 'expired', 'cancelled', 'refunded'] as const;
const RANK: Record<PaymentStatus, number> = { pending: 0, paid: 1, expired: 2, cancelled: 2, refunded: 3 };

describe('an order', () => {
  it.each([
    ['pending', 'paid', 'commit'],
    ['pending', 'expired', 'release'],
    ['pending', 'cancelled', 'release'],
    ['paid', 'refunded', 'return'],
  ] as const)('%s becomes %s, and its goods: %s', (from, to, goods) => {
    expect(moveOrder(from, to)).toEqual({ kind: 'moved', to, goods });
  });

  it('takes the same news twice without a second effect, and refuses every other', () => {
    for (const status of PAYMENT_STATUSES) {
      for (const event of EVENTS) {
        const decision = moveOrder(status, event);
        if (event === status) expect(decision).toEqual({ kind: 'unchanged' });
        else if (decision.kind === 'refused') expect(decision.refusal).toMatch(/^The order /);
        else expect(RANK[event]).toBeGreaterThan(RANK[status]);
      }
    }
    expect(moveOrder('expired', 'paid').kind).toBe('refused');
    expect(moveOrder('paid', 'cancelled').kind).toBe('refused');
    expect(moveOrder('pending', 'refunded').kind).toBe('refused');
  });

  it('never goes back, whatever news comes in whatever order, and each of its goods ends in one place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (news) => {
        let status: PaymentStatus = 'pending';
        let level: StockLevel | null = changeStock({ stock: 10, reserved: 0 }, stockChange('reserve', 4));
        for (const event of news as OrderEvent[]) {
          const decision = moveOrder(status, event);
          if (decision.kind !== 'moved') continue;
          expect(RANK[decision.to]).toBeGreaterThan(RANK[status]);
          status = decision.to;
          level = level && changeStock(level, stockChange(decision.goods, 4));
        }
        const kept = {
          pending: [6, 4],
          paid: [6, 0],
          expired: [10, 0],
          cancelled: [10, 0],
          refunded: [10, 0],
        };
        expect([level?.stock, level?.reserved]).toEqual(kept[status]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('stock', () => {
  it('is never negative, and is the sum of its changes', () => {
    const move = fc.constantFrom('set', 'reserve', 'commit', 'release', 'return');
    const steps = fc.array(fc.tuple(move, fc.integer({ min: 0, max: 50 })), { maxLength: 50 });
    fc.assert(
      fc.property(steps, (wanted) => {
        let level: StockLevel = { stock: 0, reserved: 0 };
        const sum = { stock: 0, reserved: 0 };
        for (const [kind, quantity] of wanted) {
          const change = kind === 'set' ? stockSet(level, quantity) : stockChange(kind, quantity);
          const next = changeStock(level, change);
          if (!next) continue;
          level = next;
          sum.stock += change.stock;
          sum.reserved += change.reserved;
          expect(Math.min(level.stock, level.reserved)).toBeGreaterThanOrEqual(0);
        }
        expect(sum).toEqual(level);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses to hold more than there is', () => {
    expect(changeStock({ stock: 1, reserved: 0 }, stockChange('reserve', 2))).toBeNull();
    expect(changeStock({ stock: 1, reserved: 1 }, stockChange('commit', 2))).toBeNull();
  });
});
