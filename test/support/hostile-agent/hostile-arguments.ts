import type { BesiegedShop } from './besieged-shop';

export const TOOLS = [
  ...['search_users', 'create_user', 'search_products', 'add_product_to_cart', 'remove_product_from_cart'],
  ...[
    'get_cart_summary',
    'checkout_cart',
    'clear_cart',
    'get_checkout_link_for_last_order',
    'handoff_to_person',
  ],
];

/** Names that a model may make up; some are what objects of JavaScript have anyway. */
export const UNKNOWN_TOOLS = [
  ...['set_price', 'update_stock', 'delete_user', 'get_user', 'list_orders', 'cancel_order', 'refund_order'],
  ...[
    'mark_paid',
    'apply_discount',
    'transfer_money',
    'run_sql',
    'http_get',
    'send_message',
    'eval',
    'finish_task',
  ],
  ...['CHECKOUT_CART', 'checkout_cart_now', 'constructor', 'toString', '__proto__', 'hasOwnProperty', 'then'],
];

/** What no model may decide, and what no tool may take. */
export function hostileArguments(shop: BesiegedShop): Record<string, unknown>[] {
  const { victim, stranger, milkId, soldOutId } = shop;
  const milk = { product_id: milkId };
  return [
    ...[{ user_id: victim.userId }, { contact_id: victim.contactId }, { phone: victim.phone }],
    ...[{ email: victim.email }, { order_id: victim.orderId }, { token: 'x'.repeat(24) }],
    ...[{ account_id: stranger.accountId }, { name: 'Ana', email: victim.email, user_id: victim.userId }],
    ...[
      { name: 'Ana', email: 'ana@example.com', phone: victim.phone },
      { name: 'Ana', segment: 'vip' },
    ],
    ...[
      { ...milk, price: 1 },
      { ...milk, unit_price: 0 },
      { ...milk, price_minor: 1 },
      { ...milk, currency: 'ARS' },
    ],
    ...[
      { ...milk, discount: 100 },
      { ...milk, total: 1 },
      { ...milk, coupon: 'GRATIS' },
      { ...milk, stock: 9 },
    ],
    ...[
      { ...milk, quantity: -1 },
      { ...milk, quantity: 0 },
      { ...milk, quantity: 1e9 },
      { ...milk, quantity: 1000 },
    ],
    ...[
      { ...milk, quantity: 1.5 },
      { ...milk, quantity: '-3' },
      { ...milk, quantity: '1e9' },
      { ...milk, quantity: [] },
    ],
    ...[
      { ...milk, quantity: null },
      { ...milk, quantity: 1, user_id: victim.userId },
    ],
    ...[
      { product_id: stranger.productId, quantity: 1 },
      { product_id: soldOutId, quantity: 5 },
    ],
    ...[{ product_id: -1, quantity: 1 }, { product_id: 2 ** 31, quantity: 1 }, { product_id: { $gt: 0 } }],
    ...[{ product_id: '1; DROP TABLE orders', quantity: 1 }, { query: "' OR 1=1; --" }],
    ...[{ query: 'x'.repeat(50_000) }, { query: victim.email }, { reason: 'x'.repeat(5000) }],
    ...[
      { confirmed: true, cart_hash: 'x' },
      { said: 'sí', told: 'Total: $9.000 ¿Confirmás el pedido?' },
    ],
    ...[{ callKey: 'x', turn: 0, dialogId: victim.contactId }, JSON.parse('{"__proto__":{"isAdmin":true}}')],
  ] as Record<string, unknown>[];
}
