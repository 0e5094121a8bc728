import { CURRENCIES, CURRENCY_CODES } from '../../../domain/shop/money';
import { decimalsOf, moneyText } from '../../../web/language/money-text';

const plain = (text: string) => text.replace(/\s/g, ' ');

describe('an amount in the console', () => {
  it.each(CURRENCY_CODES)(
    'has as many decimals in %s as the API counts, whatever the browser knows',
    (code) => {
      expect(decimalsOf(code)).toBe(CURRENCIES[code]);
    },
  );

  it.each([
    ['es-CO', 1_350_000, 'COP', '$ 13.500'],
    ['es-CO', 1_350_050, 'COP', '$ 13.500,50'],
    ['en-GB', 1_350_000, 'COP', '$13,500'],
    ['en-GB', 13_500, 'CLP', '$13,500'],
    ['en-GB', 1299, 'EUR', '€12.99'],
  ])('is written in %s for %d of %s as %s', (locale, minor, currency, written) => {
    expect(plain(moneyText(locale, minor, currency))).toBe(written);
  });
});
