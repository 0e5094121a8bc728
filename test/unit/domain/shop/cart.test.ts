import fc from 'fast-check';
import type { CartLine, CatalogueProduct } from '../../../../domain/shop/cart';
import {
  addToCart,
  cartStatement,
  cartTotal,
  changesOf,
  MAX_LINES,
  removeFromCart,
  repriced,
} from '../../../../domain/shop/cart';

function sold(id: number, change: Partial<CatalogueProduct> = {}): CatalogueProduct {
  return { id, name: `Producto ${id}`, price: { minor: id * 100, currency: 'COP' }, stock: 5000, ...change };
}

const catalogueOf = (...products: CatalogueProduct[]) =>
  new Map(products.map((product) => [product.id, product]));

function filled(...wanted: readonly (readonly [CatalogueProduct, number])[]): CartLine[] {
  return wanted.reduce<CartLine[]>((lines, [product, quantity]) => {
    const added = addToCart(lines, product, quantity);
    if (added.kind !== 'lines') throw new Error(added.kind);
    return added.lines;
  }, []);
}

describe('a cart', () => {
  it('has one line a product, all of it at the price of the last time', () => {
    const dearer = sold(1, { price: { minor: 150, currency: 'COP' } });
    expect(filled([sold(1), 2], [sold(2), 1], [dearer, 1])).toEqual([
      { productId: 1, name: 'Producto 1', quantity: 3, unitPrice: { minor: 150, currency: 'COP' } },
      { productId: 2, name: 'Producto 2', quantity: 1, unitPrice: { minor: 200, currency: 'COP' } },
    ]);
  });

  it.each([0, -1, 1000, 1e9, 0.5, Number.NaN, Infinity])('takes no quantity of %d', (quantity) => {
    expect(addToCart([], sold(1), quantity)).toEqual({ kind: 'wrong-quantity' });
  });

  it('holds no more than 999 of a product, than there are, and than a hundred products', () => {
    expect(addToCart(filled([sold(1), 999]), sold(1), 1)).toEqual({ kind: 'wrong-quantity' });
    const few = sold(1, { stock: 3 });
    expect(addToCart(filled([few, 2]), few, 2)).toEqual({ kind: 'out-of-stock', available: 3, inCart: 2 });
    const full = filled(...Array.from({ length: MAX_LINES }, (_, index) => [sold(index + 1), 1] as const));
    expect(addToCart(full, sold(MAX_LINES + 1), 1)).toEqual({ kind: 'cart-full' });
    expect(addToCart(full, sold(1), 1).kind).toBe('lines');
  });

  it('is of one currency', () => {
    const inPesos = sold(2, { price: { minor: 5, currency: 'ARS' } });
    expect(addToCart(filled([sold(1), 1]), inPesos, 1)).toEqual({
      kind: 'other-currency',
      cart: 'COP',
      product: 'ARS',
    });
  });

  it('says what has changed since, and can be brought to what is sold now', () => {
    const lines = filled([sold(1), 2], [sold(2), 3], [sold(3), 1], [sold(4), 1]);
    const now = catalogueOf(
      sold(1, { price: { minor: 120, currency: 'COP' }, stock: 1 }),
      sold(2),
      sold(4, { price: { minor: 400, currency: 'USD' } }),
    );
    expect(changesOf(lines, now)).toMatchObject([
      { productId: 1, kind: 'price', from: { minor: 100 }, to: { minor: 120 } },
      { productId: 1, kind: 'stock', wanted: 2, available: 1 },
      { productId: 3, kind: 'gone' },
      { productId: 4, kind: 'gone' },
    ]);
    const today = repriced(lines, now);
    expect(today.map(({ productId, quantity, unitPrice }) => [productId, quantity, unitPrice.minor])).toEqual(
      [
        [1, 2, 120],
        [2, 3, 200],
      ],
    );
    expect(changesOf(today, now).map(({ kind }) => kind)).toEqual(['stock']);
  });

  it('states the same for the same content in any order, and something else for anything else', () => {
    const lines = filled([sold(1), 2], [sold(2), 3]);
    const said = cartStatement(7, lines);
    expect(cartStatement(7, lines.toReversed())).toBe(said);
    const others = [
      cartStatement(8, lines),
      cartStatement(7, filled([sold(1), 3], [sold(2), 3])),
      cartStatement(7, filled([sold(1), 2])),
      cartStatement(7, filled([sold(1, { price: { minor: 1, currency: 'COP' } }), 2], [sold(2), 3])),
      cartStatement(7, filled([sold(12), 3])),
    ];
    expect(new Set([said, ...others]).size).toBe(6);
  });
});

const step = fc.record({
  add: fc.boolean(),
  id: fc.integer({ min: 1, max: 6 }),
  quantity: fc.integer({ min: -5, max: 1200 }),
});

test('after any sequence of requests, quantities are possible, lines are single and the total is their sum', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lines = steps.reduce<CartLine[]>((cart, { add, id, quantity }) => {
        if (!add) return removeFromCart(cart, id, quantity < 0 ? undefined : quantity) ?? cart;
        const added = addToCart(cart, sold(id, { stock: id * 300 }), quantity);
        return added.kind === 'lines' ? added.lines : cart;
      }, []);
      expect(new Set(lines.map(({ productId }) => productId)).size).toBe(lines.length);
      for (const { productId, quantity } of lines) {
        expect(quantity).toBeGreaterThanOrEqual(1);
        expect(quantity).toBeLessThanOrEqual(Math.min(999, productId * 300));
      }
      const sum = lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice.minor, 0);
      expect(cartTotal(lines)?.minor ?? 0).toBe(sum);
    }),
    { numRuns: 1000 },
  );
});
