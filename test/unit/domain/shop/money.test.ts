import fc from 'fast-check';
import {
  CURRENCY_CODES,
  MAX_PRICE_MINOR,
  minorOf,
  moneyText,
  sumOf,
  times,
  unitsOf,
} from '../../../../domain/shop/money';

const currency = fc.constantFrom(...CURRENCY_CODES);
const minor = fc.integer({ min: 0, max: MAX_PRICE_MINOR });

describe('money', () => {
  it.each([
    [450, 'ARS', 45_000],
    [450.5, 'ARS', 45_050],
    ['450.50', 'ARS', 45_050],
    [0.1, 'COP', 10],
    [1.15, 'COP', 115],
    [4500, 'CLP', 4500],
  ] as const)('%s %s is %i in minor units', (written, of, expected) => {
    expect(minorOf(written, of)).toBe(expected);
  });

  it.each([
    ['4.500', 'COP'],
    [1.005, 'COP'],
    [990.5, 'CLP'],
    [-1, 'COP'],
    ['-1', 'COP'],
    ['1e3', 'COP'],
    [1e21, 'COP'],
    [Number.NaN, 'COP'],
    ['', 'COP'],
    ['4,50', 'COP'],
  ] as const)('%s %s is no amount', (written, of) => {
    expect(minorOf(written, of)).toBeNull();
  });

  it.each([
    [450_000, 'COP', '$4.500'],
    [45_050, 'ARS', '$450,50'],
    [5, 'ARS', '$0,05'],
    [1_234_567_800, 'COP', '$12.345.678'],
    [1000, 'CLP', '$1.000'],
    [1000, 'USD', 'US$10'],
    [0, 'COP', '$0'],
  ] as const)('%i %s is shown as %s%s', (amount, of, expected) => {
    expect(moneyText({ minor: amount, currency: of })).toBe(expected);
  });

  it('is shown with the signs of English where that is spoken', () => {
    expect(moneyText({ minor: 450_050, currency: 'ARS' }, 'en')).toBe('$4,500.50');
    expect(moneyText({ minor: -123_456_700, currency: 'COP' }, 'en')).toBe('-$1,234,567');
  });

  it('comes back the same from its units', () => {
    fc.assert(
      fc.property(minor, currency, (amount, of) => {
        expect(minorOf(unitsOf({ minor: amount, currency: of }), of)).toBe(amount);
      }),
      { numRuns: 2000 },
    );
  });

  it('adds up exactly, in any order, and is never rounded', () => {
    const lines = fc.array(fc.tuple(minor, fc.integer({ min: 1, max: 999 })), { maxLength: 100 });
    fc.assert(
      fc.property(lines, currency, (written, of) => {
        const amounts = written.map(([amount, quantity]) => times({ minor: amount, currency: of }, quantity));
        const exact = written.reduce(
          (sum, [amount, quantity]) => sum + BigInt(amount) * BigInt(quantity),
          0n,
        );
        expect(BigInt(sumOf(amounts, of).minor)).toBe(exact);
        expect(sumOf(amounts.toReversed(), of)).toEqual(sumOf(amounts, of));
      }),
      { numRuns: 500 },
    );
  });

  it('of two currencies is never added', () => {
    expect(() => sumOf([{ minor: 1, currency: 'COP' }], 'ARS')).toThrow('cannot be added');
  });
});
