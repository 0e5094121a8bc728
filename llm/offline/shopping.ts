import { plainWords } from '../../domain/messaging/plain-words';
import type { Conversation, ToolRun } from './conversation';
import { afterRunning, call, type Move } from './move';
import { knownProduct, type Choice } from './options';
import { justRegistered } from './registration';
import type { Request } from './requests';
import { availableOf, messageOf, productsOf, succeeded } from './results';
import {
  added,
  ANYTHING_ELSE,
  capital,
  FAILED,
  NO_OFFERS,
  nothingFound,
  outOfStock,
  productList,
  registered,
} from './texts';

/** Searches everything that was asked for at once, then lists it with numbers. */
export function search(conversation: Conversation, requests: readonly Request[], name: string): Move {
  const runs = conversation.now.filter((run) => run.name === 'search_products');
  const missing = requests.filter(({ query }) => !runs.some((run) => run.input['query'] === query));
  const calls = missing.flatMap(({ query }) => call(conversation, 'search_products', { query }) ?? []);
  if (calls.length > 0) return { calls };
  if (runs.length === 0 || !runs.every(succeeded)) return { say: FAILED };
  const groups = requests.map(({ query, quantity }) => {
    const run = runs.find(({ input }) => input['query'] === query);
    return { query, quantity, products: run ? productsOf(run) : [] };
  });
  const opening = justRegistered(conversation) ? registered(name) : '';
  if (groups.every(({ products }) => products.length === 0)) return { say: opening + nothingFound(groups) };
  const many = groups.filter(({ products }) => products.length > 0).length > 1;
  return many
    ? { say: `${opening}Encontré esto.\n${productList(groups, '')}` }
    : { say: productList(groups, `${opening}Encontré estas opciones`) };
}

/** What is cheaper now, of everything or of what was named. */
export function searchOffers(conversation: Conversation, query: string): Move {
  const values = { query, isOffer: true, onlyOffers: true, offersOnly: true };
  return afterRunning(conversation, { name: 'search_products', values, otherwise: NO_OFFERS }, (run) => {
    const products = productsOf(run);
    if (!succeeded(run) || products.length === 0) return { say: NO_OFFERS };
    return { say: productList([{ query, quantity: null, products }], 'Estas son las ofertas') };
  });
}

/** Puts what was chosen into the cart; a list that another model searched for is looked up again by name. */
export function choose(conversation: Conversation, choices: readonly Choice[]): Move {
  const wanted = choices.map((choice) => ({
    ...choice,
    product: knownProduct(conversation, choice.option.name),
  }));
  const lookups = wanted
    .filter(({ product, option }) => product === null && !wasSearched(conversation, option.name))
    .flatMap(({ option }) => call(conversation, 'search_products', { query: option.name }) ?? []);
  if (lookups.length > 0) return { calls: lookups };
  const adds = conversation.now.filter((run) => run.name === 'add_product_to_cart');
  if (adds.length > 0) return { say: whatWasAdded(wanted, adds) };
  const calls = wanted.flatMap(({ product, quantity }) =>
    product === null
      ? []
      : (call(conversation, 'add_product_to_cart', { productId: product.id, quantity }) ?? []),
  );
  return calls.length > 0
    ? { calls }
    : { say: nothingFound(wanted.map(({ option }) => groupOf(option.name))) };
}

const groupOf = (query: string) => ({ query, quantity: null, products: [] });

function wasSearched({ now }: Conversation, name: string): boolean {
  return now.some(
    (run) => run.name === 'search_products' && plainWords(String(run.input['query'])) === plainWords(name),
  );
}

type Wanted = Choice & { product: { id: unknown } | null };

function whatWasAdded(wanted: readonly Wanted[], adds: readonly ToolRun[]): string {
  const asked = wanted.filter(({ product }) => product !== null);
  const done: string[] = [];
  const refused: string[] = [];
  for (const [index, run] of adds.entries()) {
    const { option, quantity } = asked[index] ?? {};
    const name = option?.name ?? 'el producto';
    if (succeeded(run)) done.push(added(quantity ?? 1, name));
    else refused.push(messageOf(run) ?? outOfStock(name, availableOf(run)));
  }
  const good = done.length > 0 ? `¡Perfecto! ${capital(done.join(' y '))}.` : '';
  return [good, ...refused, ANYTHING_ELSE].filter((part) => part !== '').join(' ');
}
