import type { ToolCall, ToolDeclaration, ToolResult } from '../../../domain/llm/message';
import { normalizeEmail } from '../../../domain/shop/person';

const PRODUCTS = [
  {
    product_id: 5,
    name: 'Leche Entera La Serenísima 1L',
    price: 450,
    currency: 'ARS',
    stock: 50,
    is_offer: false,
  },
  {
    product_id: 12,
    name: 'Leche Descremada Sancor 1L',
    price: 420,
    currency: 'ARS',
    stock: 3,
    is_offer: true,
  },
  { product_id: 20, name: 'Pan Lactal Bimbo 500g', price: 980, currency: 'ARS', stock: 9, is_offer: false },
  {
    product_id: 21,
    name: 'Yerba Mate Taragüí 1kg',
    price: 3200.5,
    currency: 'ARS',
    stock: 0,
    is_offer: false,
  },
];

const object = (properties: Record<string, object> = {}) => ({ type: 'object', properties });
const QUANTITY = { type: 'integer', minimum: 1, maximum: 999 };

/** The tools of spec/shop.md as a model is told of them. */
export const SHOP_TOOLS: readonly ToolDeclaration[] = [
  { name: 'search_users', description: 'Whether the person is registered', inputSchema: object() },
  {
    name: 'create_user',
    description: 'Registers the person',
    inputSchema: object({ name: { type: 'string' }, email: { type: 'string' } }),
  },
  {
    name: 'search_products',
    description: 'Finds products',
    inputSchema: object({ query: { type: 'string' }, is_offer: { type: 'boolean' } }),
  },
  {
    name: 'add_product_to_cart',
    description: 'Adds a product',
    inputSchema: object({ product_id: { type: 'integer' }, quantity: QUANTITY }),
  },
  {
    name: 'remove_product_from_cart',
    description: 'Takes a product away',
    inputSchema: object({ product_id: { type: 'integer' }, quantity: QUANTITY }),
  },
  { name: 'get_cart_summary', description: 'The cart', inputSchema: object() },
  { name: 'checkout_cart', description: 'Orders the cart', inputSchema: object() },
  { name: 'clear_cart', description: 'Empties the cart', inputSchema: object() },
  { name: 'get_checkout_link_for_last_order', description: 'The link again', inputSchema: object() },
  {
    name: 'handoff_to_person',
    description: 'Hands over',
    inputSchema: object({ reason: { type: 'string' } }),
  },
];

export type ShopToolRig = ReturnType<typeof createShopTools>;

/** A shop in memory: what the tools answer to a model under test. */
export function createShopTools({ registered = false } = {}) {
  const cart = new Map<number, number>();
  let user: { name: string; email: string } | null = registered
    ? { name: 'Ana', email: 'ana@example.com' }
    : null;
  let paymentUrl: string | null = null;

  const lines = () =>
    PRODUCTS.flatMap(({ product_id, name, price }) => {
      const quantity = cart.get(product_id) ?? 0;
      return quantity === 0
        ? []
        : [{ product_id, name, quantity, unit_price: price, line_total: price * quantity }];
    });
  const summary = () => ({
    items: lines(),
    total: lines().reduce((sum, { line_total }) => sum + line_total, 0),
    currency: 'ARS',
  });
  const refuse = (error: string, more: object = {}) => ({ error, ...more });

  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    search_users: () => (user ? { status: 'found', user } : { status: 'not_found' }),
    create_user: ({ name, email }) => {
      const valid = normalizeEmail(String(email));
      if (valid === null) return refuse('wrong_email');
      user = { name: String(name), email: valid };
      return { status: 'created', user };
    },
    search_products: ({ query, is_offer }) => {
      const words = (typeof query === 'string' ? query : '').toLowerCase().split(' ').filter(Boolean);
      const matches = PRODUCTS.filter(({ name }) =>
        words.every((word) => name.toLowerCase().includes(word.replace(/(es|s)$/, ''))),
      );
      return { products: matches.filter((product) => is_offer !== true || product.is_offer) };
    },
    add_product_to_cart: ({ product_id, quantity }) => {
      const product = PRODUCTS.find((known) => known.product_id === product_id);
      if (!product) return refuse('unknown_product');
      if (product.stock < Number(quantity)) return refuse('out_of_stock', { available: product.stock });
      cart.set(product.product_id, (cart.get(product.product_id) ?? 0) + Number(quantity));
      return { status: 'added', cart: summary() };
    },
    remove_product_from_cart: ({ product_id, quantity }) => {
      const left = (cart.get(Number(product_id)) ?? 0) - Number(quantity ?? Infinity);
      cart.set(Number(product_id), Math.max(0, left));
      return { status: 'removed' };
    },
    get_cart_summary: summary,
    clear_cart: () => {
      cart.clear();
      return { status: 'cleared' };
    },
    checkout_cart: () => {
      if (lines().length === 0) return refuse('empty_cart');
      cart.clear();
      paymentUrl = 'https://shop.example/checkout/tok456';
      return { order_id: 456, payment_url: paymentUrl };
    },
    get_checkout_link_for_last_order: () => (paymentUrl ? { payment_url: paymentUrl } : refuse('no_order')),
    handoff_to_person: () => ({ status: 'handed_over' }),
  };

  return {
    /** What the cart holds, by product. */
    cart: () => Object.fromEntries([...cart].filter(([, quantity]) => quantity > 0)),
    user: () => user,
    run({ id: callId, name, input }: ToolCall): ToolResult {
      const output = answers[name]?.(input);
      return {
        callId,
        name,
        output,
        isError: typeof output === 'object' && output !== null && 'error' in output,
      };
    },
  };
}
