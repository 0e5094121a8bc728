/** As the API counts, by ISO 4217. Intl is not asked: for newer browsers a peso of Colombia has no centavos. */
const WITHOUT_CENTS = new Set(['CLP', 'PYG']);

/** With how many decimals an amount of the currency is written. */
export function decimalsOf(currency: string): number {
  return WITHOUT_CENTS.has(currency) ? 0 : 2;
}

/** Centavos as pesos; some currencies have no smaller unit. */
export function unitsOf(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency);
}

/** An amount in the smallest unit of its currency, without decimals where they are zero. */
export function moneyText(locale: string, minor: number, currency: string): string {
  return new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: decimalsOf(currency), maximumFractionDigits: decimalsOf(currency) },
    trailingZeroDisplay: 'stripIfInteger',
  }).format(unitsOf(minor, currency));
}
