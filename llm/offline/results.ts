import { plainWords } from '../../domain/messaging/plain-words';
import { CURRENCIES, minorOf, moneyText, type Currency } from '../../domain/shop/money';
import type { ToolRun } from './conversation';

/** What the shop's tools answer, read leniently: `product_id`, `productId` and `id` are one field. */
type Fields = Record<string, unknown>;

export interface ListedProduct {
  id: unknown;
  name: string;
  price: string;
  soldOut: boolean;
}

export interface ListedLine {
  id: unknown;
  name: string;
  quantity: number;
  total: string;
}

export interface ListedCart {
  lines: ListedLine[];
  total: string;
  /** What a confirmation is bound to, where the tool says it. */
  hash: unknown;
}

/** Whether a tool did what it was asked for; refusals come as errors or under `error`. */
export function succeeded({ output, failed }: ToolRun): boolean {
  return !failed && pick(fieldsOf(output), 'error') === undefined;
}

/** What a tool says for the person, if it says anything. */
export function messageOf({ output }: ToolRun): string | null {
  if (typeof output === 'string' && output !== '') return output;
  const fields = fieldsOf(output);
  const error = pick(fields, 'error');
  const nested = pick(fieldsOf(error), 'message', 'detail', 'error');
  const message = pick(fields, 'message', 'mensaje', 'detail') ?? nested ?? error;
  return typeof message === 'string' && message.includes(' ') ? message : null;
}

/** The person's name where they are registered; '' when the tool names nobody, null when there is nobody. */
export function userOf({ output }: ToolRun): string | null {
  const fields = fieldsOf(output);
  if (pick(fields, 'found', 'exists', 'registered') === false || pick(fields, 'status') === 'not_found')
    return null;
  const several = pick(fields, 'users', 'items');
  const user = Array.isArray(several) ? (several as unknown[])[0] : pick(fields, 'user', 'contact');
  const name = pick(fieldsOf(user ?? fields), 'name', 'nombre');
  if (typeof name === 'string' && name !== '') return name;
  return user === undefined || user === null ? (pick(fields, 'found') === true ? '' : null) : '';
}

export function productsOf({ output }: ToolRun): ListedProduct[] {
  return listIn(output, 'products', 'items', 'results').map((product) => ({
    id: idOf(product),
    name: textIn(product, 'name', 'nombre'),
    price: priceIn(product, 'priceText', 'price', 'unitPrice'),
    soldOut: pick(product, 'stock', 'available') === 0,
  }));
}

export function cartOf({ output }: ToolRun): ListedCart {
  const fields = fieldsOf(output);
  const cart = fieldsOf(pick(fields, 'cart') ?? fields);
  return {
    lines: listIn(cart, 'items', 'lines', 'products').map((line) => ({
      id: idOf(line),
      name: textIn(line, 'name', 'nombre'),
      quantity: Number(pick(line, 'quantity', 'cantidad') ?? 1),
      total: priceIn(line, 'lineTotalText', 'lineTotal', 'total', 'subtotal'),
    })),
    total: priceIn(cart, 'totalText', 'total'),
    hash: pick(cart, 'cartHash', 'hash') ?? pick(fields, 'cartHash', 'hash'),
  };
}

/** Where an order is paid. */
export function paymentUrlOf({ output }: ToolRun): string | null {
  const fields = fieldsOf(output);
  const places = [fields, fieldsOf(pick(fields, 'order'))];
  const url = places.map((place) => pick(place, 'paymentUrl', 'checkoutUrl', 'url', 'link')).find(Boolean);
  return typeof url === 'string' ? url : null;
}

/** How many there are, where a refusal says so. */
export function availableOf({ output }: ToolRun): number | null {
  const fields = fieldsOf(output);
  const available = pick(fields, 'available', 'stock') ?? pick(fieldsOf(pick(fields, 'error')), 'available');
  return typeof available === 'number' ? available : null;
}

function idOf(fields: Fields): unknown {
  return pick(fields, 'productId', 'id', 'sku');
}

function listIn(value: unknown, ...names: string[]): Fields[] {
  const list = Array.isArray(value) ? (value as unknown[]) : pick(fieldsOf(value), ...names);
  return Array.isArray(list) ? list.map(fieldsOf) : [];
}

function textIn(fields: Fields, ...names: string[]): string {
  const text = pick(fields, ...names);
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}

/** A price that is text is shown as it is; a number is in units of its currency. */
function priceIn(fields: Fields, ...names: string[]): string {
  const price = pick(fields, ...names);
  if (typeof price === 'string') return price;
  const money = fieldsOf(price);
  const written = pick(money, 'currency') ?? pick(fields, 'currency');
  const currency: Currency =
    typeof written === 'string' && written in CURRENCIES ? (written as Currency) : 'ARS';
  const minor =
    pick(money, 'minor', 'amount') ?? (typeof price === 'number' ? minorOf(price, currency) : null);
  return typeof minor === 'number' ? moneyText({ minor, currency }) : '';
}

/** The first of these fields that is there, however its name is written. */
function pick(fields: Fields, ...names: string[]): unknown {
  const found = names.flatMap((name) => [name, snakeCase(name)]).find((name) => fields[name] !== undefined);
  return found === undefined ? undefined : fields[found];
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The words of a name that tell it from others, without plurals. */
export function nameWords(name: string): string[] {
  return plainWords(name)
    .split(' ')
    .filter((word) => word.length > 2 || /\d/.test(word))
    .map((word) => (word.length > 4 ? word.replace(/(es|s)$/, '') : word.replace(/s$/, '')));
}
