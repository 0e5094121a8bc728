import { hasWindow, type ChannelName } from '../messaging/channel-name';
import { CURRENCIES, CURRENCY_CODES, type Currency, type Money } from '../shop/money';
import { BROADCAST_CATEGORIES, type BroadcastCategory } from './broadcast';

/** What a message costs by the country it goes to; nobody knows that but whoever has the contract. */
export interface MessagePrices {
  currency: Currency;
  prices: readonly MessagePrice[];
}

export interface MessagePrice {
  /** The beginning of numbers, such as `+57`; `*` for every other. */
  prefix: string;
  category: BroadcastCategory;
  /** Of the currency's whole unit, since messages cost fractions of a cent. */
  millionths: number;
}

export interface CostForecast extends Money {
  /** Messages to where no price is known: they are not in the sum. */
  unpriced: number;
}

const MILLION = 6;
const PRICE = /^(\*|\+\d{1,7})\/(\w+)=(\d{1,6})(?:\.(\d{1,6}))?$/;

/** Reads `USD +57/marketing=0.0125 +52/utility=0.004`; null for anything else. */
export function readMessagePrices(written: string): MessagePrices | null {
  const [code, ...entries] = written.trim().split(/\s+/);
  const currency = CURRENCY_CODES.find((known) => known === code);
  const prices = entries.map(readPrice);
  const read = prices.filter((price) => price !== null);
  return currency && read.length > 0 && read.length === entries.length ? { currency, prices: read } : null;
}

function readPrice(entry: string): MessagePrice | null {
  const [, prefix = '', named, whole = '', decimals = ''] = PRICE.exec(entry) ?? [];
  const category = BROADCAST_CATEGORIES.find((known) => known === named);
  if (!category) return null;
  return { prefix, category, millionths: Number(`${whole}${decimals.padEnd(MILLION, '0')}`) };
}

/** Adds up what messages cost. Only WhatsApp's providers charge for them: elsewhere, and without prices, it is null. */
export function createCostForecast(
  known: MessagePrices | null,
  { channel, category }: { channel: ChannelName; category: BroadcastCategory },
) {
  const prices = (known?.prices ?? [])
    .filter((price) => price.category === category)
    .sort((a, b) => b.prefix.length - a.prefix.length);
  let millionths = 0;
  let unpriced = 0;
  return {
    add(address: string): void {
      const price = prices.find(({ prefix }) => prefix === '*' || address.startsWith(prefix));
      if (price) millionths += price.millionths;
      else unpriced += 1;
    },

    result(): CostForecast | null {
      if (!known || !hasWindow(channel)) return null;
      const { currency } = known;
      return { minor: Math.ceil(millionths / 10 ** (MILLION - CURRENCIES[currency])), currency, unpriced };
    },
  };
}
